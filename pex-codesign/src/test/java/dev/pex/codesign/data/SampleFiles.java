package dev.pex.codesign.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes small files with samples. */
final class SampleFiles {
    private SampleFiles() {}

    /** The colour of a pixel, as 0xRRGGBB. */
    interface Colour {
        int at(int x, int y);
    }

    static byte[] image(String format, int width, int height, Colour colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour.at(x, y));
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, file)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** An image of one colour. */
    static byte[] plain(String format, int colour) {
        return image(format, 4, 4, (x, y) -> colour);
    }

    static byte[] wav(int rate, int channels, short... samples) {
        int bytes = Short.BYTES * samples.length;
        ByteBuffer file = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt ")).putInt(16);
        file.putShort((short) 1).putShort((short) channels).putInt(rate);
        file.putInt(rate * channels * Short.BYTES)
                .putShort((short) (channels * Short.BYTES))
                .putShort((short) 16);
        file.put(ascii("data")).putInt(bytes);
        for (short sample : samples) {
            file.putShort(sample);
        }
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static void write(Path folder, String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    static void write(Path folder, String name, String content) throws IOException {
        write(folder, name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** All numbers of a sample. */
    static float[] read(Samples samples, int index, int elements) {
        float[] values = new float[elements + 2];
        samples.read(index, values, 1);
        float[] own = new float[elements];
        System.arraycopy(values, 1, own, 0, elements);
        return own;
    }
}
