package dev.pex.calibration;

import static dev.pex.calibration.ImageBytes.COLOUR;
import static dev.pex.calibration.ImageBytes.COLOUR_AND_OPACITY;
import static dev.pex.calibration.ImageBytes.GREY;
import static dev.pex.calibration.ImageBytes.GREY_AND_OPACITY;
import static dev.pex.calibration.ImageBytes.PALETTE;
import static dev.pex.calibration.ImageBytes.bmp;
import static dev.pex.calibration.ImageBytes.png;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.calibration.ImageBytes.Chunk;
import dev.pex.diagnostic.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Images as samples: files that are written byte by byte, and what numbers they must become. */
class ImageSampleTest {
    private static final String PLAIN = "pixels = 0..255";
    private static final byte[] SIX = {0, 1, 2, (byte) 200, (byte) 254, (byte) 255};
    private static final double[] SIX_NUMBERS = {0, 1, 2, 200, 254, 255};

    private static SampleFolder folder(byte[] image) {
        return new SampleFolder().with("x.png", image);
    }

    private static double[] single(SampleFolder folder, Integer... shape) {
        List<double[]> samples = folder.read(shape);
        assertThat(samples).hasSize(1);
        return samples.get(0);
    }

    @Test
    void shadesOfGreyInAnyShapeOfAnImage() {
        SampleFolder folder = folder(png(3, 2, 8, GREY, SIX)).saying(PLAIN);

        assertThat(single(folder, 1, 2, 3, 1)).containsExactly(SIX_NUMBERS);
        assertThat(single(folder, 1, 2, 3)).containsExactly(SIX_NUMBERS);
        assertThat(single(folder, 2, 3)).containsExactly(SIX_NUMBERS);
        assertThat(single(folder, 2, 3, 1)).containsExactly(SIX_NUMBERS);
        // In three channels alike.
        assertThat(single(folder, 1, 2, 3, 3))
                .startsWith(0, 0, 0, 1, 1, 1)
                .endsWith(254, 254, 254, 255, 255, 255)
                .hasSize(18);
    }

    @Test
    void rangesAreLinearAndRoundedToFloat() {
        SampleFolder folder = folder(png(3, 2, 8, GREY, SIX));

        double[] unit = single(folder.saying("pixels=0..1"), 2, 3);
        assertThat(unit).containsExactly(0, 1f / 255f, 2f / 255f, 200f / 255f, 254f / 255f, 1);
        double[] around = single(folder.saying("# as trained", "pixels: -1 .. 1.0"), 2, 3);
        assertThat(around)
                .containsExactly(
                        -1,
                        (float) (2.0 / 255 - 1),
                        (float) (4.0 / 255 - 1),
                        145f / 255f,
                        (float) (508.0 / 255 - 1),
                        1);
        assertThat(single(folder.saying("pixels = 127..-128"), 2, 3)).containsExactly(127, 126, 125, -73, -127, -128);
    }

    @Test
    void coloursAreRedGreenBlueInRowsFromTheTop() {
        byte[] pixels = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120};
        double[] numbers = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120};
        SampleFolder folder = folder(png(2, 2, 8, COLOUR, pixels)).saying(PLAIN);

        assertThat(single(folder, 1, 2, 2, 3)).containsExactly(numbers);
        assertThat(single(new SampleFolder().with("x.bmp", bmp(2, 2, pixels)).saying(PLAIN), 1, 2, 2, 3))
                .containsExactly(numbers);
        // What a file is, its beginning says.
        assertThat(single(folder(bmp(2, 2, pixels)).saying(PLAIN), 1, 2, 2, 3)).containsExactly(numbers);
        assertThat(single(folder.saying("pixels = 0..255, 0..510, 255..0"), 1, 2, 2, 3))
                .startsWith(10, 40, 225, 40, 100, 195);
    }

    @Test
    void everyPredictionOfEveryType() {
        SplittableRandom random = new SplittableRandom(7);
        for (int type : new int[] {GREY, COLOUR, GREY_AND_OPACITY, COLOUR_AND_OPACITY}) {
            int channels = type == GREY ? 1 : type == COLOUR ? 3 : type == GREY_AND_OPACITY ? 2 : 4;
            byte[] rows = new byte[9 * 11 * channels];
            random.nextBytes(rows);
            double[] numbers = new double[9 * 11 * 3];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = rows[i / 3 * channels + (channels < 3 ? 0 : i % 3)] & 255;
            }
            for (int i = 1; i <= rows.length / channels && channels % 2 == 0; i++) {
                rows[i * channels - 1] = -1;
            }
            assertThat(single(folder(png(9, 11, 8, type, rows)).saying(PLAIN), 1, 11, 9, 3))
                    .as("type " + type)
                    .containsExactly(numbers);
        }
    }

    @Test
    void fewBitsAndRowsFromTheTopInBmp() {
        byte[] rows = {(byte) 0x1b, 0x40, (byte) 0xe4, (byte) 0x80};
        assertThat(single(folder(png(5, 2, 2, GREY, rows)).saying(PLAIN), 2, 5))
                .containsExactly(0, 85, 170, 255, 85, 255, 170, 85, 0, 170);
        assertThat(single(folder(png(3, 1, 4, GREY, new byte[] {0x0f, 0x10})).saying(PLAIN), 1, 1, 3, 1))
                .containsExactly(0, 255, 17);
        byte[] image = bmp(1, 2, new byte[] {1, 1, 1, 2, 2, 2});
        assertThat(single(folder(image).saying(PLAIN), 2, 1)).containsExactly(1, 2);
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -2);
        assertThat(single(folder(image).saying(PLAIN), 2, 1)).containsExactly(2, 1);
    }

    @Test
    void onePaletteColourOrOneColourIsTransparent() {
        Chunk seven = Chunk.of("tRNS", new byte[] {0, 7});
        assertThat(folder(png(2, 1, 8, GREY, new byte[] {1, 7}, seven))
                        .saying(PLAIN)
                        .code(1, 1, 2, 1))
                .isEqualTo(Code.CALIBRATION_FILE);
        assertThat(single(folder(png(2, 1, 8, GREY, new byte[] {1, 8}, seven)).saying(PLAIN), 1, 1, 2, 1))
                .containsExactly(1, 8);
        Chunk colour = Chunk.of("tRNS", new byte[] {0, 1, 0, 2, 0, 3});
        assertThat(folder(png(1, 1, 8, COLOUR, new byte[] {1, 2, 3}, colour))
                        .saying(PLAIN)
                        .code(1, 1, 1, 3))
                .isEqualTo(Code.CALIBRATION_FILE);
        assertThat(single(
                        folder(png(1, 1, 8, COLOUR, new byte[] {1, 2, 4}, colour))
                                .saying(PLAIN),
                        1,
                        1,
                        1,
                        3))
                .containsExactly(1, 2, 4);
    }

    @Test
    void palettesAndOpacity() {
        Chunk palette = Chunk.of("PLTE", new byte[] {1, 2, 3, 40, 50, 60, 7, 7, 7});
        byte[] image = png(2, 1, 8, PALETTE, new byte[] {1, 0}, palette);
        assertThat(single(folder(image).saying(PLAIN), 1, 1, 2, 3)).containsExactly(40, 50, 60, 1, 2, 3);
        image = png(2, 1, 8, PALETTE, new byte[] {2, 2}, palette);
        assertThat(single(folder(image).saying(PLAIN), 1, 1, 2, 1)).containsExactly(7, 7);
        image = png(8, 1, 1, GREY, new byte[] {(byte) 0b10100000});
        assertThat(single(folder(image).saying(PLAIN), 1, 1, 8, 1)).containsExactly(255, 0, 255, 0, 0, 0, 0, 0);

        image = png(2, 1, 8, GREY_AND_OPACITY, new byte[] {5, -1, 6, -1});
        assertThat(single(folder(image).saying(PLAIN), 1, 1, 2, 1)).containsExactly(5, 6);
        image = png(1, 1, 8, COLOUR_AND_OPACITY, new byte[] {5, 6, 7, -1});
        assertThat(single(folder(image).saying(PLAIN), 1, 1, 1, 3)).containsExactly(5, 6, 7);
        image = png(1, 1, 8, COLOUR_AND_OPACITY, new byte[] {5, 6, 7, -2});
        assertThat(folder(image).saying(PLAIN).code(1, 1, 1, 3)).isEqualTo(Code.CALIBRATION_FILE);
        image = png(1, 1, 8, PALETTE, new byte[] {0}, palette, Chunk.of("tRNS", new byte[] {9}));
        assertThat(folder(image).saying(PLAIN).code(1, 1, 1, 3)).isEqualTo(Code.CALIBRATION_FILE);
    }

    @Test
    void numbersAreThoseOfTheFileDespiteItsColourProfile() {
        Chunk gamma = Chunk.of("gAMA", new byte[] {0, 0, 0x40, 0});

        assertThat(single(folder(png(3, 2, 8, GREY, SIX, gamma)).saying(PLAIN), 2, 3))
                .containsExactly(SIX_NUMBERS);
    }

    @Test
    void whatDoesNotFitTheInput() {
        SampleFolder grey = folder(png(3, 2, 8, GREY, SIX)).saying(PLAIN);

        assertThat(grey.fault(1, 3, 2, 1).toString())
                .startsWith("PEX-0503 samples/x.png: it has 2 rows of 3 pixels but the input 'in' 3 of 2");
        assertThat(grey.code(1, 6)).isEqualTo(Code.CALIBRATION_SHAPE);
        assertThat(grey.code(1, 3, 2, 2)).isEqualTo(Code.CALIBRATION_SHAPE);
        assertThat(grey.code(1, 1, 2, 3, 1)).isEqualTo(Code.CALIBRATION_SHAPE);
        SampleFolder colour = folder(png(2, 1, 8, COLOUR, SIX)).saying(PLAIN);
        assertThat(colour.fault(1, 1, 2, 1).toString()).contains("it has colours, and the input 'in' has one channel");
    }

    @Test
    void kindsThatAreRefused() {
        SampleFolder folder =
                new SampleFolder().with("x.JPG", new byte[] {-1, -40, -1}).saying(PLAIN);
        assertThat(folder.fault(2, 3).toString()).startsWith("PEX-0502 samples/x.JPG: it is a JPEG file");
        assertThat(folder(new byte[] {-1, -40, -1, -32}).saying(PLAIN).code(2, 3))
                .isEqualTo(Code.CALIBRATION_FILE);
        Chunk unknown = Chunk.of("ABCD");
        assertThat(folder(png(3, 2, 8, GREY, SIX, unknown)).saying(PLAIN).code(2, 3))
                .isEqualTo(Code.CALIBRATION_FILE);
        byte[] more = {0, 1, 2, 3, 4, 5, 6, 7};
        assertThat(folder(png(3, 2, 8, GREY, more)).saying(PLAIN).code(2, 3)).isEqualTo(Code.CALIBRATION_FILE);
        assertThat(folder(png(3, 1, 16, GREY, SIX)).saying(PLAIN).code(1, 1, 3, 1))
                .isEqualTo(Code.CALIBRATION_FILE);
        for (int at : new int[] {14, 28, 30}) {
            byte[] strange = bmp(3, 2, new byte[18]);
            strange[at] = 4;
            assertThat(folder(strange).saying(PLAIN).fault(2, 3).toString()).contains("its header is old");
        }
    }

    @Test
    void whatPixelsAreHasToBeSaid() {
        SampleFolder folder = folder(png(3, 2, 8, GREY, SIX));

        assertThat(folder.fault(2, 3).toString())
                .startsWith("PEX-0505 samples/x.png: nothing says what its pixels become");
        for (String wrong : List.of(
                "pixels = 0..1, 0..1",
                "pixels =",
                "pixels = 1",
                "pixels = 0..0",
                "pixels = 0...1",
                "pixels = 0..1e9",
                "pixels = 0..NaN",
                "pixels = 0..1,",
                "pixel = 0..1",
                "sound = 0..1",
                "sound = 0..1, 0..1",
                "rate = 0",
                "hop = -1",
                "hop = 99999999999",
                "pixels = \\u00")) {
            assertThat(folder.saying(wrong).code(2, 3)).as(wrong).isEqualTo(Code.CALIBRATION_MAPPING);
        }
        assertThat(folder.with("samples.properties", new byte[1 << 17]).code(2, 3))
                .isEqualTo(Code.CALIBRATION_MAPPING);
    }

    @Test
    void damagedFilesAreOneDiagnostic() {
        byte[] good = png(3, 2, 8, GREY, SIX);
        for (int cut = 0; cut < good.length; cut++) {
            assertThat(folder(Arrays.copyOf(good, cut)).saying(PLAIN).code(2, 3))
                    .isEqualTo(Code.CALIBRATION_FILE);
        }
        for (int at = 8; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 4;
            assertThat(folder(bad).saying(PLAIN).code(2, 3)).as("byte " + at).isEqualTo(Code.CALIBRATION_FILE);
        }
    }

    /** An image of 3 by 2 with another header, and the right sum. */
    private static byte[] withHeader(int... header) {
        byte[] image = png(3, 2, 8, GREY, SIX);
        for (int i = 0; i < header.length; i++) {
            image[16 + i] = (byte) header[i];
        }
        CRC32 sum = new CRC32();
        sum.update(image, 12, 4 + header.length);
        ByteBuffer.wrap(image).putInt(16 + header.length, (int) sum.getValue());
        return image;
    }

    @Test
    void interlacedImages() {
        byte[] image = withHeader(0, 0, 0, 3, 0, 0, 0, 2, 8, GREY, 0, 0, 1);

        assertThat(folder(image).saying(PLAIN).fault(2, 3).toString())
                .startsWith("PEX-0502 samples/x.png: it has the type 0 with 8 bits, interlaced");
    }

    @Test
    void sizesAreLookedAtBeforeAnythingOfThatSizeIsMade() {
        byte[] image = withHeader(0, 0, 0x7f, -1, 0, 0, 0x7f, -1, 8, GREY, 0, 0, 0);

        assertThat(folder(image).saying(PLAIN).code(2, 3)).isEqualTo(Code.CALIBRATION_SHAPE);
    }

    @Test
    void hostileFilesNeverCrash() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] image = bmp(3, 2, new byte[18]);
        for (int i = 0; i < 2000; i++) {
            byte[] bad = image.clone();
            for (int k = 0; k < 3; k++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            folder(i % 4 == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad)
                    .saying(PLAIN)
                    .survive(1, 2, 3, 3);
        }
        for (int i = 0; i < 2000; i++) {
            byte[] rows = new byte[random.nextInt(1, 20)];
            byte[] noise = new byte[random.nextInt(12)];
            random.nextBytes(rows);
            random.nextBytes(noise);
            String tag = List.of("PLTE", "tRNS", "gAMA", "iCCP", "bKGD", "zTXt", "IDAT", "cHRM")
                    .get(i % 8);
            int bits = List.of(1, 2, 4, 8, 16).get(random.nextInt(5));
            folder(png(3, 2, bits, random.nextInt(8), rows, Chunk.of(tag, noise)))
                    .saying(PLAIN)
                    .survive(1, 2, 3, 3);
        }
        folder("no image".getBytes(StandardCharsets.US_ASCII)).saying(PLAIN).survive(1, 2, 3, 3);
    }
}
