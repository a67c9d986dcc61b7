package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads uncompressed BMP files: with a palette of at most 256 colours, or 24 bits for a pixel. */
final class BmpFile {
    static final int MARK = 0x424d;

    private static final int PIXELS_AT = 10;
    private static final int HEADER_AT = 14;

    /** The size of the supported header. Older headers are shorter; newer ones begin with the same fields. */
    private static final int SHORTEST_HEADER = 40;

    private static final int WIDTH_AT = 18;
    private static final int HEIGHT_AT = 22;
    private static final int BITS_AT = 28;
    private static final int PACKING_AT = 30;
    private static final int COLOURS_AT = 46;
    private static final int MOST_COLOURS = 256;

    private BmpFile() {}

    /**
     * Reads an image.
     *
     * @param file begins with {@link #MARK}
     * @throws SampleException when the file is damaged or of a kind that is not supported, or when the check rejects its size
     */
    static Picture read(byte[] file, Picture.SizeCheck size) throws SampleException {
        ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < HEADER_AT + SHORTEST_HEADER) {
            throw fault("it is cut off");
        }
        int bits = all.getShort(BITS_AT);
        int width = all.getInt(WIDTH_AT);
        int signed = all.getInt(HEIGHT_AT); // less than 0 when the first row is the upper one
        long header = Integer.toUnsignedLong(all.getInt(HEADER_AT));
        if (header < SHORTEST_HEADER || all.getInt(PACKING_AT) != 0 || (bits != 8 && bits != 24)) {
            throw fault("its header is old, its pixels are packed, or they have neither 8 nor 24 bits");
        }
        size.check(width, Math.abs(signed));
        int height = Math.abs(signed);
        long pixels = Integer.toUnsignedLong(all.getInt(PIXELS_AT));
        long stride = ((long) width * bits / 8 + 3) / 4 * 4;
        long palette = HEADER_AT + header;
        int colours = colours(all, bits);
        if (pixels + stride * height > file.length || palette + 4L * colours > file.length) {
            throw fault("it is cut off");
        }
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y++) {
            int row = (int) (pixels + stride * (signed < 0 ? y : height - 1 - y));
            for (int x = 0; x < width; x++) {
                int at = bits == 24 ? row + 3 * x : (int) palette + 4 * (file[row + x] & 255);
                if (bits == 8 && (file[row + x] & 255) >= colours) {
                    throw fault("it has a pixel of a colour that its palette lacks");
                }
                picture.set(x, y, file[at + 2], file[at + 1], file[at], Picture.OPAQUE);
            }
        }
        return picture;
    }

    private static int colours(ByteBuffer all, int bits) throws SampleException {
        int stated = all.getInt(COLOURS_AT);
        if (bits == 24) {
            return 0;
        }
        if (stated < 0 || stated > MOST_COLOURS) {
            throw fault("it states a palette of " + stated + " colours");
        }
        return stated == 0 ? MOST_COLOURS : stated;
    }

    private static SampleException fault(String what) {
        return new SampleException(Code.CALIBRATION_FILE, what, "save the image as PNG");
    }
}
