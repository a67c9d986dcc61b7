package dev.pex.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sounds as samples: files that are written byte by byte, and what numbers they must become. */
class SoundSamplesTest {
    private static final String PLAIN = "sound = -32768..32768";

    private static byte[] wav(int coding, int bits, int channels, int rate, int... samples) {
        ByteBuffer file = ByteBuffer.allocate(54 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        tag(file, "RIFF").putInt(file.capacity() - 8);
        tag(file, "WAVE");
        // A chunk of odd length in front: the next one begins at an even place.
        tag(file, "junk").putInt(1).put((byte) 1).put((byte) 0);
        tag(file, "fmt ").putInt(16).putShort((short) coding).putShort((short) channels);
        file.putInt(rate).putInt(rate * channels * bits / 8);
        file.putShort((short) (channels * bits / 8)).putShort((short) bits);
        tag(file, "data").putInt(2 * samples.length);
        for (int sample : samples) {
            file.putShort((short) sample);
        }
        return file.array();
    }

    private static ByteBuffer tag(ByteBuffer file, String tag) {
        return file.put(tag.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] mono(int... samples) {
        return wav(1, 16, 1, 16000, samples);
    }

    private static SampleFolder folder(byte[] sound, String... says) {
        return new SampleFolder().with("x.wav", sound).saying(says);
    }

    @Test
    void windowsOneBehindTheOther() {
        SampleFolder folder = folder(mono(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), PLAIN);

        assertThat(folder.read(1, 4, 1)).containsExactly(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8});
        assertThat(folder.read(1, 1, 10, 1)).hasSize(1);
        assertThat(folder.read(1, 5)).hasSize(2);
        folder.saying(PLAIN, "hop = 3");
        assertThat(folder.read(1, 4, 1))
                .containsExactly(new double[] {1, 2, 3, 4}, new double[] {4, 5, 6, 7}, new double[] {7, 8, 9, 10});
    }

    @Test
    void amplitudesAreThoseOfOtherTools() {
        SampleFolder folder = folder(mono(-32768, -1, 0, 1, 32767), "sound = -1..1", "rate = 16000");

        assertThat(folder.read(1, 5, 1).get(0)).containsExactly(-1, -1 / 32768.0, 0, 1 / 32768.0, 32767 / 32768.0);
    }

    @Test
    void channelsLieSideBySide() {
        byte[] stereo = wav(1, 16, 2, 8000, 1, -1, 2, -2, 3, -3);

        assertThat(folder(stereo, PLAIN).read(1, 2, 2)).containsExactly(new double[] {1, -1, 2, -2});
        assertThat(folder(stereo, PLAIN).code(1, 2, 1)).isEqualTo(Code.CALIBRATION_SHAPE);
    }

    @Test
    void theLongerFormOfTheFormat() {
        ByteBuffer file = ByteBuffer.allocate(12 + 8 + 40 + 8 + 4).order(ByteOrder.LITTLE_ENDIAN);
        tag(file, "RIFF").putInt(file.capacity() - 8);
        tag(file, "WAVE");
        tag(file, "fmt ")
                .putInt(40)
                .putShort((short) 0xfffe)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16000);
        file.putShort((short) 2)
                .putShort((short) 16)
                .putShort((short) 22)
                .putShort((short) 16)
                .putInt(4);
        file.putShort((short) 1).put(new byte[14]);
        tag(file, "data").putInt(4).putShort((short) 7).putShort((short) 8);

        assertThat(folder(file.array(), PLAIN).read(1, 2, 1)).containsExactly(new double[] {7, 8});
    }

    @Test
    void whatDoesNotFitTheInput() {
        SampleFolder folder = folder(mono(1, 2, 3), PLAIN);

        assertThat(folder.fault(1, 4, 1).toString())
                .startsWith("PEX-0503 samples/x.wav: it is 3 frames long, and the input 'in' takes 4");
        // A map of features is no sound, even when its elements are as many.
        assertThat(folder(mono(1, 2, 3, 4), PLAIN).fault(1, 2, 2, 1).toString())
                .startsWith("PEX-0503 samples/x.wav: it is sound of 1 channel but the input 'in' has the shape");
        assertThat(folder(mono(1, 2, 3), PLAIN, "rate = 8000").fault(1, 3, 1).toString())
                .startsWith("PEX-0503 samples/x.wav: it has 16000 samples a second, not the 8000");
        assertThat(folder(mono(1, 2, 3)).code(1, 3, 1)).isEqualTo(Code.CALIBRATION_MAPPING);
    }

    @Test
    void tooManyWindows() {
        byte[] sound = mono(new int[40000]);

        assertThat(folder(sound, PLAIN, "hop = 1").fault(1, 20000, 1).toString())
                .startsWith("PEX-0502 samples/x.wav: with it the samples have too many numbers");
    }

    @Test
    void kindsThatAreRefused() {
        for (byte[] file : List.of(
                wav(3, 16, 1, 16000, 1, 2),
                wav(1, 8, 1, 16000, 1, 2),
                wav(1, 16, 0, 16000, 1, 2),
                wav(1, 16, 1, 0, 1, 2),
                wav(1, 16, 1, -1, 1, 2),
                wav(1, 16, 3, 16000, 1, 2))) {
            assertThat(folder(file, PLAIN).code(1, 2, 1)).isEqualTo(Code.CALIBRATION_FILE);
        }
    }

    @Test
    void damagedFilesNeverCrash() {
        byte[] good = mono(1, 2, 3, 4);
        for (int cut = 0; cut < good.length; cut++) {
            assertThat(folder(Arrays.copyOf(good, cut), PLAIN).code(1, 4, 1)).isEqualTo(Code.CALIBRATION_FILE);
        }
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 2000; i++) {
            byte[] bad = good.clone();
            for (int k = 0; k < 3; k++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            folder(bad, PLAIN).survive(1, 4, 1);
        }
    }
}
