package dev.pex.calibration;

/** The pixels of an image: red, green, blue and opacity, from 0 to 255 each; grey has equal colours. */
final class Picture {
    static final int OPAQUE = 255;

    private static final int CHANNELS = 4;

    private final int width;
    private final int height;
    private final byte[] values;

    /** An image of black, transparent pixels. */
    Picture(int width, int height) {
        this.width = width;
        this.height = height;
        this.values = new byte[Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS)];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** A channel of a pixel: 0 to 2 are red, green and blue. */
    int colour(int x, int y, int channel) {
        return values[CHANNELS * (y * width + x) + channel] & 255;
    }

    int opacity(int x, int y) {
        return colour(x, y, 3);
    }

    void set(int x, int y, int red, int green, int blue, int opacity) {
        int at = CHANNELS * (y * width + x);
        values[at] = (byte) red;
        values[at + 1] = (byte) green;
        values[at + 2] = (byte) blue;
        values[at + 3] = (byte) opacity;
    }

    /** Checks a size before memory of that size is allocated. */
    interface SizeCheck {
        void check(int width, int height) throws SampleException;
    }
}
