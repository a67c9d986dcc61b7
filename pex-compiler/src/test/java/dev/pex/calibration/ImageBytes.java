package dev.pex.calibration;

import dev.pex.tensor.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes image files byte by byte, as their specifications say. */
final class ImageBytes {
    static final int GREY = 0;
    static final int COLOUR = 2;
    static final int PALETTE = 3;
    static final int GREY_AND_OPACITY = 4;
    static final int COLOUR_AND_OPACITY = 6;

    /** How many numbers a pixel of each type has; as much as one for those that do not exist. */
    private static final int[] CHANNELS = {1, 1, 3, 1, 2, 1, 4, 1};

    private ImageBytes() {}

    /** A chunk of a PNG file. */
    record Chunk(String tag, Bytes content) {
        static Chunk of(String tag, byte... content) {
            return new Chunk(tag, Bytes.copyOf(content));
        }
    }

    /**
     * A PNG file.
     *
     * @param rows the pixels, row by row, as the type has them
     * @param others chunks in front of the pixels
     */
    static byte[] png(int width, int height, int bits, int type, byte[] rows, Chunk... others) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) bits).put((byte) type);
        chunk(file, Chunk.of("IHDR", header.array()));
        for (Chunk other : others) {
            chunk(file, other);
        }
        chunk(file, Chunk.of("IDAT", packed(rows, height, Math.max(1, CHANNELS[type] * bits / 8))));
        chunk(file, Chunk.of("IEND"));
        return file.toByteArray();
    }

    /** Every row is predicted in another one of the five ways. */
    private static byte[] packed(byte[] rows, int height, int pixelBytes) {
        ByteArrayOutputStream filtered = new ByteArrayOutputStream();
        int stride = rows.length / height;
        for (int y = 0; y < height; y++) {
            filtered.write(y % 5);
            for (int x = 0; x < stride; x++) {
                int at = y * stride + x;
                int left = x < pixelBytes ? 0 : rows[at - pixelBytes] & 255;
                int above = y == 0 ? 0 : rows[at - stride] & 255;
                int corner = x < pixelBytes || y == 0 ? 0 : rows[at - stride - pixelBytes] & 255;
                filtered.write(rows[at] - predicted(y % 5, left, above, corner));
            }
        }
        Deflater deflater = new Deflater();
        deflater.setInput(filtered.toByteArray());
        deflater.finish();
        byte[] packed = new byte[filtered.size() + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    private static int predicted(int way, int left, int above, int corner) {
        int slope = left + above - corner;
        int[] closest = {left, above, corner};
        int best = 0;
        for (int i = 1; i < closest.length; i++) {
            best = Math.abs(slope - closest[i]) < Math.abs(slope - closest[best]) ? i : best;
        }
        return new int[] {0, left, above, (left + above) >> 1, closest[best]}[way];
    }

    private static void chunk(ByteArrayOutputStream file, Chunk chunk) {
        byte[] tag = chunk.tag().getBytes(StandardCharsets.US_ASCII);
        byte[] content = chunk.content().toArray();
        CRC32 sum = new CRC32();
        sum.update(tag);
        sum.update(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(tag);
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    /** A BMP file of 24 bits for each pixel: rows from below, blue before green before red, rows of a multiple of 4. */
    static byte[] bmp(int width, int height, byte[] pixels) {
        int stride = (3 * width + 3) / 4 * 4;
        ByteBuffer file = ByteBuffer.allocate(54 + stride * height).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(54);
        file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 24);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    file.put(54 + (height - 1 - y) * stride + 3 * x + 2 - c, pixels[3 * (y * width + x) + c]);
                }
            }
        }
        return file.array();
    }
}
