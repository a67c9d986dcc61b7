package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import java.nio.ByteBuffer;

/** The pixels of an image: red, green, blue and opacity, from 0 to 255 each; grey has equal colours. */
public final class Picture {
    /** The opacity of a pixel through which nothing is seen. */
    public static final int OPAQUE = 255;

    private static final int CHANNELS = 4;

    private final int width;
    private final int height;
    private final byte[] values;

    /** An image of black, transparent pixels. */
    public Picture(int width, int height) {
        this.width = width;
        this.height = height;
        this.values = new byte[Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS)];
    }

    /**
     * Reads a PNG or BMP file. Its first bytes say what it is, because its name can be wrong.
     *
     * @throws SampleException when the file is damaged or of a kind that is not supported, or when the check rejects its size
     */
    public static Picture read(byte[] file, SizeCheck size) throws SampleException {
        ByteBuffer content = ByteBuffer.wrap(file);
        if (file.length >= Integer.BYTES && content.getInt(0) == PngChunks.MARK) {
            return PngFile.read(file, size);
        }
        if (file.length >= Short.BYTES && content.getShort(0) == BmpFile.MARK) {
            return BmpFile.read(file, size);
        }
        throw new SampleException(Code.CALIBRATION_FILE, "it is neither a PNG nor a BMP file", "save the image as PNG");
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** A channel of a pixel: 0 to 2 are red, green and blue. */
    public int colour(int x, int y, int channel) {
        return values[CHANNELS * (y * width + x) + channel] & 255;
    }

    /** How little of what is behind a pixel can be seen through it. */
    public int opacity(int x, int y) {
        return colour(x, y, 3);
    }

    /** Sets a pixel; of each number the lower eight bits count. */
    public void set(int x, int y, int red, int green, int blue, int opacity) {
        int at = CHANNELS * (y * width + x);
        values[at] = (byte) red;
        values[at + 1] = (byte) green;
        values[at + 2] = (byte) blue;
        values[at + 3] = (byte) opacity;
    }

    /** Checks a size before memory of that size is allocated. */
    public interface SizeCheck {
        void check(int width, int height) throws SampleException;
    }
}
