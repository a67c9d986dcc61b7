package dev.pex.codesign.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.array.NumberType;
import dev.pex.calibration.SampleMapping;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Training samples are changed in the stated ways, and in no others. */
class AugmentationTest {
    private static final Extent IMAGE = new Extent(6, 5, 3);
    private static final int ELEMENTS = 90;
    private static final long SEED = Long.getLong("pex.test.seed", 1);

    /** Two images; all numbers of the first one differ, as do those of the second. */
    private static StoredSamples samples(Augmentation augmentation) {
        byte[] values = new byte[2 * ELEMENTS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i < ELEMENTS ? i : 255 - (i - ELEMENTS));
        }
        NumberMap map = NumberMap.of(NumberType.UINT8, SampleMapping.NOTHING_SAID, 3, "data");
        StoredArray array = new StoredArray(IMAGE, NumberType.UINT8, ByteBuffer.wrap(values), map);
        return new StoredSamples(array, Ints.range(2), Ints.copyOf(0, 1), augmentation);
    }

    private static float[] augmented(Samples samples, long seed, int elements) {
        float[] values = new float[elements + 2];
        samples.augmented(0, new SplittableRandom(seed), values, 1);
        assertThat(List.of(values[0], values[elements + 1])).containsOnly(0f);
        float[] own = new float[elements];
        System.arraycopy(values, 1, own, 0, elements);
        return own;
    }

    private static float at(float[] image, int row, int column, int channel) {
        return image[(row * 5 + column) * 3 + channel];
    }

    @Test
    void withoutAugmentationTheSampleIsRead() {
        StoredSamples samples = samples(Augmentation.NONE);
        assertThat(augmented(samples, SEED, ELEMENTS)).isEqualTo(SampleFiles.read(samples, 0, ELEMENTS));
    }

    @Test
    void halfOfTheSamplesAreMirrored() {
        StoredSamples samples = samples(Augmentation.NONE.withImages(true, 0, 0));
        float[] plain = SampleFiles.read(samples, 0, ELEMENTS);
        int mirrored = 0;
        for (int seed = 0; seed < 200; seed++) {
            float[] image = augmented(samples, seed, ELEMENTS);
            boolean changed = at(image, 0, 0, 0) != at(plain, 0, 0, 0);
            mirrored += changed ? 1 : 0;
            for (int row = 0; row < 6; row++) {
                for (int column = 0; column < 5; column++) {
                    int source = changed ? 4 - column : column;
                    assertThat(at(image, row, column, 2)).isEqualTo(at(plain, row, source, 2));
                }
            }
        }
        assertThat(mirrored).isBetween(70, 130);
    }

    @Test
    void imagesMoveByAFewPixelsAndTheMeanFillsUp() {
        StoredSamples samples = samples(Augmentation.NONE.withImages(false, 2, 0));
        float[] plain = SampleFiles.read(samples, 0, ELEMENTS);
        // Numbers i and 255 - i have the mean 127.5, which is 0.
        Set<List<Integer>> moves = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            float[] image = augmented(samples, seed, ELEMENTS);
            List<Integer> move = move(image, plain);
            moves.add(move);
            for (int row = 0; row < 6; row++) {
                for (int column = 0; column < 5; column++) {
                    int y = row - move.get(0);
                    int x = column - move.get(1);
                    boolean inside = y >= 0 && y < 6 && x >= 0 && x < 5;
                    float expected = inside ? at(plain, y, x, 1) : 0;
                    assertThat(at(image, row, column, 1)).isBetween(expected - 1e-6f, expected + 1e-6f);
                }
            }
        }
        assertThat(moves).hasSize(25);
    }

    private static List<Integer> move(float[] image, float[] plain) {
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 5; column++) {
                if (at(image, row, column, 0) == at(plain, 2, 2, 0)) {
                    return List.of(row - 2, column - 2);
                }
            }
        }
        throw new AssertionError("the middle is not in the image");
    }

    @Test
    void aSquareIsCutOut() {
        StoredSamples samples = samples(Augmentation.NONE.withImages(false, 0, 3));
        float[] plain = SampleFiles.read(samples, 0, ELEMENTS);
        int most = 0;
        for (int seed = 0; seed < 100; seed++) {
            float[] image = augmented(samples, seed, ELEMENTS);
            int changed = 0;
            for (int i = 0; i < ELEMENTS; i++) {
                changed += image[i] != plain[i] ? 1 : 0;
            }
            assertThat(changed).isBetween(3 * 4, 3 * 9);
            most = Math.max(most, changed);
        }
        assertThat(most).isEqualTo(27);
    }

    @Test
    void masksCoverRowsAndBands() {
        StoredSamples samples = samples(Augmentation.NONE.withMasks(2, 4));
        float[] plain = SampleFiles.read(samples, 0, ELEMENTS);
        float sum = 0;
        for (float value : plain) {
            sum += value;
        }
        Set<Integer> counts = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            float[] masked = augmented(samples, seed, ELEMENTS);
            int changed = 0;
            for (int i = 0; i < ELEMENTS; i++) {
                if (masked[i] != plain[i]) {
                    changed++;
                    assertThat(masked[i]).isBetween(sum / ELEMENTS - 1e-5f, sum / ELEMENTS + 1e-5f);
                }
            }
            counts.add(changed);
        }
        Set<Integer> expected = new HashSet<>();
        for (int frames = 0; frames <= 2; frames++) {
            for (int bands = 0; bands <= 4; bands++) {
                expected.add(15 * frames + (6 - frames) * bands);
            }
        }
        assertThat(counts).isEqualTo(expected);
    }

    @Test
    void theSameRandomNumbersGiveTheSameSample() {
        StoredSamples samples = samples(Augmentation.NONE.withImages(true, 2, 2).withMasks(1, 1));
        assertThat(augmented(samples, SEED, ELEMENTS)).isEqualTo(augmented(samples, SEED, ELEMENTS));
        assertThat(augmented(samples, SEED, ELEMENTS)).isNotEqualTo(augmented(samples, SEED + 1, ELEMENTS));
    }

    @Test
    void wavesMoveAndGetLouder() {
        short[] wave = new short[1000];
        wave[500] = 1000;
        WaveAugmenter augmenter = new WaveAugmenter(Augmentation.NONE.withWaves(100, 6, 0), 1000, List.of());
        Set<Integer> places = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            short[] changed = augmenter.augment(wave, new SplittableRandom(seed));
            int place = 0;
            for (int i = 0; i < changed.length; i++) {
                place = changed[i] != 0 ? i : place;
            }
            places.add(place);
            assertThat(place).isBetween(400, 600);
            assertThat((int) changed[place]).isBetween(501, 1996);
        }
        assertThat(places).hasSizeGreaterThan(150);
    }

    /** A tone gets higher by as much as it gets faster, and the middle of the sound stays in the middle. */
    @Test
    void wavesGetFasterAroundTheirMiddle() {
        short[] wave = new short[8001];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (short) (10_000 * Math.cos(2 * Math.PI * (i - 4000) / 40.0));
        }
        WaveAugmenter augmenter = new WaveAugmenter(Augmentation.NONE.withSpeed(0.2), 8000, List.of());
        double least = 2;
        double most = 0;
        for (int seed = 0; seed < 200; seed++) {
            short[] changed = augmenter.augment(wave, new SplittableRandom(seed));
            int crossings = 0;
            for (int i = 2001; i < 6000; i++) {
                crossings += changed[i - 1] < 0 != changed[i] < 0 ? 1 : 0;
            }
            double speed = crossings / 200.0;
            least = Math.min(least, speed);
            most = Math.max(most, speed);
            assertThat(speed).isBetween(0.79, 1.21);
            assertThat((int) changed[4000]).isEqualTo(10_000);
            // A faster sound ends before the end, and silence follows.
            if (speed > 1.02) {
                assertThat((int) changed[8000]).isZero();
            }
        }
        assertThat(least).isLessThan(0.83);
        assertThat(most).isGreaterThan(1.17);
    }

    @Test
    void noiseIsThatOfTheDataSetOrWhite() {
        short[] silence = new short[400];
        short[] hum = {100, -100};
        Augmentation noisy = Augmentation.NONE.withWaves(0, 0, 0.5);
        short[] humming = new WaveAugmenter(noisy, 8000, List.of(hum)).augment(silence, new SplittableRandom(SEED));
        for (int i = 1; i < humming.length; i++) {
            assertThat((int) humming[i]).isEqualTo(-humming[i - 1]).isBetween(-50, 50);
        }
        short[] white = new WaveAugmenter(noisy, 8000, List.of()).augment(silence, new SplittableRandom(SEED));
        Set<Short> values = new HashSet<>();
        for (short value : white) {
            assertThat((int) value).isBetween(-16_384, 16_384);
            values.add(value);
        }
        assertThat(values).hasSizeGreaterThan(200);
    }

    @Test
    void settingsOutOfRangeAreDiagnostics() {
        assertThatThrownBy(() -> Augmentation.NONE.withImages(true, -1, 0))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0606")
                .hasMessageContaining("shift is -1");
        assertThatThrownBy(() -> Augmentation.NONE.withWaves(0, Double.NaN, 0)).hasMessageContaining("gain is NaN");
        assertThatThrownBy(() -> Augmentation.NONE.withWaves(0, 0, 1.5)).hasMessageContaining("noise is 1.5");
        assertThatThrownBy(() -> Augmentation.NONE.withSpeed(0.6))
                .hasMessageContaining("speed is 0.6")
                .hasMessageContaining("to 0.5");
    }

    /** Far above what is measured, so that a slow machine passes; a slip into another order of magnitude does not. */
    @Test
    void anImageTakesMicroseconds() {
        Extent input = new Extent(32, 32, 3);
        byte[] values = new byte[100 * input.elements()];
        new SplittableRandom(SEED).nextBytes(values);
        NumberMap map = NumberMap.of(NumberType.UINT8, SampleMapping.NOTHING_SAID, 3, "data");
        StoredArray array = new StoredArray(input, NumberType.UINT8, ByteBuffer.wrap(values), map);
        Samples samples =
                new StoredSamples(array, Ints.range(100), Ints.range(100), Augmentation.NONE.withImages(true, 4, 8));
        SplittableRandom random = new SplittableRandom(SEED);
        float[] batch = new float[input.elements()];
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                samples.augmented(i, random, batch, 0);
            }
            best = Math.min(best, (System.nanoTime() - start) / 100);
        }
        assertThat(best).isLessThan(500_000);
    }
}
