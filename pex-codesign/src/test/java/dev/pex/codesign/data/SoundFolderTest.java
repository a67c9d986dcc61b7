package dev.pex.codesign.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.codesign.sound.FrontEnd;
import dev.pex.codesign.sound.SoundSettings;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of sounds become data sets of features or waveforms. */
class SoundFolderTest {
    private static final SoundSettings SOUND = SoundSettings.speech(8000).withCoefficients(10);
    private static final DataOptions OPTIONS =
            DataOptions.of(new Extent(9, 10, 1)).withSound(SOUND);

    @TempDir
    Path folder;

    private static short[] tone(int hertz, int length) {
        short[] tone = new short[length];
        for (int i = 0; i < length; i++) {
            tone[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / 8000));
        }
        return tone;
    }

    private void twoClasses() throws IOException {
        for (int i = 0; i < 10; i++) {
            SampleFiles.write(
                    folder, "low/" + i + ".wav", SampleFiles.wav(8000, 1, tone(200 + 10 * i, SOUND.samples(9))));
            SampleFiles.write(folder, "high/" + i + ".wav", SampleFiles.wav(8000, 1, tone(2000 + 50 * i, 3000)));
        }
    }

    @Test
    void samplesAreFeaturesOfTheMiddle() throws IOException {
        twoClasses();

        DataSet data = DataReader.read(folder, OPTIONS);

        assertThat(data.classes()).containsExactly("high", "low");
        assertThat(data.training().size()).isEqualTo(16);
        assertThat(data.training().label(0)).isZero();
        // Training sample 0 is the first file of "high" that is in no other split; one of the ten, cut in the middle.
        float[] features = SampleFiles.read(data.training(), 0, 90);
        int cut = (3000 - SOUND.samples(9)) / 2;
        boolean found = false;
        for (int i = 0; i < 10; i++) {
            byte[] expected = new byte[90];
            new FrontEnd(SOUND).compute(tone(2000 + 50 * i, 3000), cut, 9, expected, 0);
            float[] numbers = new float[90];
            for (int k = 0; k < 90; k++) {
                numbers[k] = expected[k] / 32f;
            }
            found |= Arrays.equals(features, numbers);
        }
        assertThat(found).isTrue();
    }

    /** Names lie in the order of samples: a sample is what its file holds. */
    @Test
    void filesOfASplitAreNamed() throws IOException {
        twoClasses();
        DataSet data = DataReader.read(folder, OPTIONS);

        List<String> names = DataReader.files(folder, OPTIONS, Split.TEST);

        assertThat(names).hasSize(data.test().size()).isSorted();
        for (int i = 0; i < names.size(); i++) {
            byte[] expected = new byte[90];
            boolean low = names.get(i).startsWith("low/");
            int number = Integer.parseInt(names.get(i).replaceAll("[^0-9]", ""));
            short[] wave = low ? tone(200 + 10 * number, SOUND.samples(9)) : tone(2000 + 50 * number, 3000);
            new FrontEnd(SOUND).compute(wave, low ? 0 : (3000 - SOUND.samples(9)) / 2, 9, expected, 0);
            assertThat(SampleFiles.read(data.test(), i, 90)[17]).isEqualTo(expected[17] / 32f);
            assertThat(data.test().label(i)).isEqualTo(low ? 1 : 0);
        }
    }

    @Test
    void shortSoundsAreSilentAroundTheirMiddle() throws IOException {
        DataOptions raw = DataOptions.of(new Extent(1, 1, 100));
        for (int i = 0; i < 5; i++) {
            SampleFiles.write(folder, "a/" + i + ".wav", SampleFiles.wav(8000, 1, new short[] {100, 200, 300}));
            SampleFiles.write(folder, "b/" + i + ".wav", SampleFiles.wav(8000, 1, new short[200]));
        }
        SampleFiles.write(folder, "samples.properties", "sound = -32768..32768\nrate = 8000\n");

        float[] wave = SampleFiles.read(DataReader.read(folder, raw).training(), 0, 100);

        assertThat(DataReader.read(folder, raw).grid()).as("16 bits").isEmpty();
        float[] expected = new float[100];
        System.arraycopy(new float[] {100, 200, 300}, 0, expected, 48, 3);
        assertThat(wave).isEqualTo(expected);
    }

    @Test
    void changedSoundsGoThroughTheFrontEnd() throws IOException {
        twoClasses();
        SampleFiles.write(folder, "_background_noise_/hum.wav", SampleFiles.wav(8000, 1, tone(50, 4000)));
        Augmentation moved = Augmentation.NONE.withWaves(20, 6, 0.3).withMasks(2, 2);

        DataSet data = DataReader.read(folder, OPTIONS.withAugmentation(moved));

        assertThat(data.classes()).hasSize(2);
        assertThat(data.grid()).contains(new Quantization(0x1p-5f, 0));
        float[] plain = SampleFiles.read(data.training(), 3, 90);
        float[] one = new float[90];
        float[] same = new float[90];
        float[] other = new float[90];
        data.training().augmented(3, new SplittableRandom(1), one, 0);
        data.training().augmented(3, new SplittableRandom(1), same, 0);
        data.training().augmented(3, new SplittableRandom(2), other, 0);
        assertThat(one).isEqualTo(same).isNotEqualTo(other).isNotEqualTo(plain);
        float[] validated = new float[90];
        data.validation().augmented(0, new SplittableRandom(1), validated, 0);
        assertThat(validated).isEqualTo(SampleFiles.read(data.validation(), 0, 90));
    }

    @Test
    void whatDoesNotFitIsADiagnostic() throws IOException {
        twoClasses();
        assertFault(DataOptions.of(new Extent(9, 11, 1)).withSound(SOUND), "PEX-0604", "10 features of a frame");
        assertFault(DataOptions.of(new Extent(9, 10, 1)), "PEX-0604", "one dimension above 1");
        assertFault(OPTIONS.withSound(SoundSettings.speech(16_000).withCoefficients(10)), "PEX-0604", "not 16000");
        SampleFiles.write(folder, "samples.properties", "rate = 16000\n");
        assertFault(OPTIONS, "PEX-0606", "a rate of 16000, and the front end one of 8000");
        SampleFiles.write(folder, "samples.properties", "");
        SampleFiles.write(folder, "low/stereo.wav", SampleFiles.wav(8000, 2, new short[20]));
        assertFault(OPTIONS, "PEX-0602", "stereo.wav: it has 2 channels");
        SampleFiles.write(folder, "low/stereo.wav", Arrays.copyOf(SampleFiles.wav(8000, 1, new short[20]), 50));
        assertFault(OPTIONS, "PEX-0602", "cut off");
    }

    @Test
    void millisecondsNeedARate() throws IOException {
        for (int i = 0; i < 5; i++) {
            SampleFiles.write(folder, "a/" + i + ".wav", SampleFiles.wav(8000, 1, tone(300, 100)));
            SampleFiles.write(folder, "b/" + i + ".wav", SampleFiles.wav(8000, 1, tone(900, 100)));
        }
        DataOptions raw = DataOptions.of(new Extent(100, 1, 1)).withAugmentation(Augmentation.NONE.withWaves(5, 0, 0));
        assertFault(raw, "PEX-0606", "nothing states their rate");
        SampleFiles.write(folder, "samples.properties", "rate = 8000\n");

        Samples training = DataReader.read(folder, raw).training();

        float[] plain = SampleFiles.read(training, 0, 100);
        float[] moved = new float[100];
        training.augmented(0, new SplittableRandom(5), moved, 0);
        int by = 0;
        for (int candidate = -40; candidate <= 40; candidate++) {
            int first = Math.max(0, candidate);
            int last = Math.min(100, 100 + candidate);
            boolean same = Arrays.equals(moved, first, last, plain, first - candidate, last - candidate);
            by = same && last - first >= 60 ? candidate : by;
        }
        assertThat(by).isNotZero();
    }

    private void assertFault(DataOptions options, String code, String what) {
        assertThatThrownBy(() -> DataReader.read(folder, options))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(what);
    }
}
