package dev.pex.codesign.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The integer front end computes what its formula says. */
class FrontEndTest {
    private static final SoundSettings WIDE = SoundSettings.speech(16_000);
    private static final SoundSettings NARROW = new SoundSettings(8000, 256, 128, 256, 20, 20, 4000, 0, -10, 7);
    private static final long SEED = Long.getLong("pex.test.seed", 1);

    /**
     * From the loudest sounds to those of one bit the error stays below a fifth of a step of int8. Constant sounds at full scale
     * have bands 100 dB below them, where 16 bits of the window are not enough for that.
     */
    @Test
    void itFollowsTheFormulaForLoudAndQuietSounds() {
        for (SoundSettings settings : List.of(WIDE, NARROW, WIDE.withCoefficients(13), NARROW.withCoefficients(20))) {
            for (short[] sound : Sounds.random(settings.window(), 48, SEED)) {
                assertThat(error(settings, sound))
                        .as("%s, seed %d", settings, SEED)
                        .isLessThan(0.2);
            }
        }
        for (short[] sound : Sounds.extreme(WIDE.window())) {
            assertThat(error(WIDE, sound)).isLessThan(0.8);
        }
    }

    /** The largest difference from the formula, in steps of int8. */
    private static double error(SoundSettings settings, short[] sound) {
        short[] features = new FrontEnd(settings).frame(sound, 0);
        double[] expected = SoundReference.frame(settings, sound, 0);
        assertThat(features).hasSize(settings.width());
        double largest = 0;
        for (int i = 0; i < features.length; i++) {
            double limited = Math.max(-128, Math.min(32767 / 256.0, expected[i]));
            largest = Math.max(largest, Math.abs(features[i] / 256.0 - limited));
        }
        return largest;
    }

    /** A sound that is half as loud has a level that is two octaves of power lower, down to a few bits. */
    @Test
    void quietSoundsKeepTheirShape() {
        FrontEnd front = new FrontEnd(new SoundSettings(16_000, 480, 320, 512, 40, 20, 7600, 0, -20, 4));
        short[] loud = new short[480];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = (short) (64 * Math.rint(400 * Math.sin(0.3 * i)));
        }
        short[] quiet = new short[480];
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = (short) (loud[i] / 64);
        }

        short[] one = front.frame(loud, 0);
        short[] other = front.frame(quiet, 0);

        for (int i = 0; i < one.length; i++) {
            assertThat(one[i] - other[i]).isBetween(12 * 4 * 256 - 8, 12 * 4 * 256 + 8);
        }
    }

    @Test
    void silenceIsTheLeastLevel() {
        FrontEnd front = new FrontEnd(WIDE);
        byte[] features = new byte[2 * WIDE.width()];

        front.compute(new short[WIDE.samples(2)], 0, 2, features, 0);

        assertThat(features).containsOnly(Byte.MIN_VALUE);
    }

    @Test
    void aToneIsInItsBand() {
        FrontEnd front = new FrontEnd(WIDE);
        double width = (mel(WIDE.high()) - mel(WIDE.low())) / (WIDE.bands() + 1);
        for (int hertz : List.of(300, 1000, 3000, 7000)) {
            short[] tone = new short[WIDE.window()];
            for (int i = 0; i < tone.length; i++) {
                tone[i] = (short) (10_000 * Math.sin(2 * Math.PI * hertz * i / WIDE.rate()));
            }
            short[] features = front.frame(tone, 0);
            int loudest = 0;
            for (int b = 0; b < features.length; b++) {
                loudest = features[b] > features[loudest] ? b : loudest;
            }

            assertThat((double) loudest)
                    .isBetween((mel(hertz) - mel(20)) / width - 1.8, (mel(hertz) - mel(20)) / width - 0.2);
        }
    }

    private static double mel(double hertz) {
        return MelBands.mel(hertz);
    }

    @Test
    void int8IsInt16RoundedAndLimited() {
        assertThat(FrontEnd.toInt8(Short.MIN_VALUE)).isEqualTo(Byte.MIN_VALUE);
        assertThat(FrontEnd.toInt8(Short.MAX_VALUE)).isEqualTo(Byte.MAX_VALUE);
        assertThat(FrontEnd.toInt8((short) 127)).isEqualTo((byte) 0);
        assertThat(FrontEnd.toInt8((short) 128)).isEqualTo((byte) 1);
        assertThat(FrontEnd.toInt8((short) -128)).isEqualTo((byte) 0);
        assertThat(FrontEnd.toInt8((short) -129)).isEqualTo((byte) -1);
    }

    @Test
    void framesAreIndependent() {
        FrontEnd front = new FrontEnd(WIDE.withCoefficients(10));
        short[] sound = Sounds.noiseAndTone(WIDE.samples(5), 3000, new SplittableRandom(SEED));
        byte[] features = new byte[50];

        front.compute(sound, 0, 5, features, 0);

        for (int f = 0; f < 5; f++) {
            short[] frame = front.frame(sound, f * WIDE.hop());
            for (int i = 0; i < 10; i++) {
                assertThat(features[10 * f + i]).isEqualTo(FrontEnd.toInt8(frame[i]));
            }
        }
    }

    @Test
    void logarithmsAreExactToAThousandth() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 10_000; i++) {
            long number = (random.nextLong(1, Long.MAX_VALUE) >> random.nextInt(62)) | 1;
            assertThat(Log2.of(number) / 1024.0).isBetween(log2(number) - 0.0006, log2(number) + 0.0006);
        }
        assertThat(Log2.of(1)).isZero();
        assertThat(Log2.of(1L << 40)).isEqualTo(40 << 10);
    }

    private static double log2(long number) {
        return Math.log((double) number) / Math.log(2);
    }

    @Test
    void settingsOutOfRangeAreDiagnostics() {
        assertFault(() -> new SoundSettings(16_000, 480, 320, 500, 40, 20, 7600, 0, -4, 8), "power of two");
        assertFault(() -> new SoundSettings(16_000, 600, 320, 512, 40, 20, 7600, 0, -4, 8), "window is 600");
        assertFault(() -> new SoundSettings(16_000, 480, 0, 512, 40, 20, 7600, 0, -4, 8), "hop is 0");
        assertFault(() -> new SoundSettings(16_000, 480, 320, 512, 40, 20, 8001, 0, -4, 8), "high is 8001");
        assertFault(() -> new SoundSettings(16_000, 480, 320, 512, 128, 20, 7600, 0, -4, 8), "narrower than a bin");
        assertFault(() -> WIDE.withCoefficients(41), "coefficients is 41");
    }

    private static void assertFault(Runnable action, String what) {
        assertThatThrownBy(action::run)
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0606")
                .hasMessageContaining(what);
    }

    @Test
    void theUsualSettingsFitAllUsualRates() {
        for (int rate : List.of(8000, 11_025, 16_000, 22_050, 44_100, 48_000)) {
            assertThat(SoundSettings.speech(rate).width()).isEqualTo(40);
        }
    }
}
