package dev.pex.codesign.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.calibration.Picture;
import dev.pex.calibration.SampleException;
import dev.pex.tensor.Extent;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Images are cut and scaled by the formula of docs/DATA.md. */
class ImageScalerTest {
    private static final long SEED = Long.getLong("pex.test.seed", 1);

    private static Picture random(int width, int height, SplittableRandom random) {
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.set(x, y, random.nextInt(256), random.nextInt(256), random.nextInt(256), Picture.OPAQUE);
            }
        }
        return picture;
    }

    private static int[] scale(Picture picture, Extent input) throws SampleException {
        byte[] values = new byte[input.elements() + 1];
        new ImageScaler(input).scale(picture, values, 1);
        int[] numbers = new int[input.elements()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i + 1] & 255;
        }
        return numbers;
    }

    @Test
    void anImageOfTheSizeOfTheInputStaysAsItIs() throws SampleException {
        Picture picture = random(7, 5, new SplittableRandom(SEED));
        int[] scaled = scale(picture, new Extent(5, 7, 3));
        int at = 0;
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 7; x++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(scaled[at++]).isEqualTo(picture.colour(x, y, c));
                }
            }
        }
    }

    @Test
    void twoByTwoPixelsGiveTheirMeanRoundedUp() throws SampleException {
        Picture picture = new Picture(2, 2);
        picture.set(0, 0, 1, 0, 255, Picture.OPAQUE);
        picture.set(1, 0, 2, 0, 255, Picture.OPAQUE);
        picture.set(0, 1, 2, 0, 255, Picture.OPAQUE);
        picture.set(1, 1, 1, 1, 255, Picture.OPAQUE);

        assertThat(scale(picture, new Extent(1, 1, 3))).containsExactly(2, 0, 255);
    }

    @Test
    void linesBetweenPixelsAreInterpolated() throws SampleException {
        Picture picture = new Picture(2, 1);
        picture.set(0, 0, 0, 0, 0, Picture.OPAQUE);
        picture.set(1, 0, 80, 80, 80, Picture.OPAQUE);

        // Centres of four pixels on an axis of two: -1/4 (kept inside), 1/4, 3/4, 5/4 (kept inside).
        assertThat(scale(picture, new Extent(2, 4, 1))).containsExactly(0, 20, 60, 80, 0, 20, 60, 80);
    }

    @Test
    void theMiddleIsCutToTheShapeOfTheInput() throws SampleException {
        Picture wide = new Picture(6, 2);
        Picture high = new Picture(2, 6);
        for (int i = 0; i < 12; i++) {
            int place = i % 6;
            boolean middle = place == 2 || place == 3;
            wide.set(place, i / 6, middle ? 90 : 9, 0, 0, Picture.OPAQUE);
            high.set(i / 6, place, middle ? 90 : 9, 0, 0, Picture.OPAQUE);
        }

        assertThat(scale(wide, new Extent(1, 1, 3))).containsExactly(90, 0, 0);
        assertThat(scale(high, new Extent(2, 2, 3))).contains(90).doesNotContain(9);
    }

    @Test
    void greyIsWeighted() throws SampleException {
        Picture picture = new Picture(1, 1);
        picture.set(0, 0, 200, 100, 50, Picture.OPAQUE);
        assertThat(scale(picture, new Extent(1, 1, 1))).containsExactly((77 * 200 + 150 * 100 + 29 * 50 + 128) / 256);
    }

    /** Any size to any size: means over areas agree with float64, weights of each pixel sum up. */
    @Test
    void scalingAgreesWithAreasAndLinesInFloat64() throws SampleException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200; i++) {
            int length = random.nextInt(1, 40);
            int target = random.nextInt(1, 40);
            AxisWeights axis = AxisWeights.of(3, length, target);
            for (int t = 0; t < target; t++) {
                long sum = 0;
                for (int w = 0; w < axis.count(t); w++) {
                    double expected = length >= target
                            ? overlap(axis.first(t) - 3 + w, (double) t * length / target, (t + 1.0) * length / target)
                            : tent(axis.first(t) - 3 + w, (t + 0.5) * length / target - 0.5, length);
                    double scale = length >= target ? (double) target / length : 1;
                    assertThat((double) axis.weight(t, w) / axis.sum())
                            .as("%d to %d, seed %d", length, target, SEED)
                            .isBetween(expected * scale - 1e-9, expected * scale + 1e-9);
                    sum += axis.weight(t, w);
                }
                assertThat(sum).isEqualTo(axis.sum());
                assertThat(axis.first(t) - 3 + axis.count(t)).isBetween(1, length);
            }
        }
    }

    private static double overlap(int pixel, double start, double end) {
        return Math.max(0, Math.min(end, pixel + 1) - Math.max(start, pixel));
    }

    private static double tent(int pixel, double centre, int length) {
        double inside = Math.max(0, Math.min(length - 1, centre));
        return Math.max(0, 1 - Math.abs(inside - pixel));
    }
}
