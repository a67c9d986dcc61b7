package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads PNG files: all types of at most 8 bits for a channel, not interlaced. The reader of the Java library needs native
 * code for windows and does not check checksums.
 */
final class PngFile {
    private static final int HEADER_BYTES = 13;

    private static final int GREY = 0;
    private static final int COLOUR = 2;
    private static final int PALETTE = 3;
    private static final int GREY_AND_OPACITY = 4;
    private static final int COLOUR_AND_OPACITY = 6;

    private final int width;
    private final int height;
    private final int bits;
    private final int type;
    private final byte[] palette;
    private final byte[] transparency;

    private PngFile(ByteBuffer header, PngChunks chunks) {
        this.width = header.getInt(0);
        this.height = header.getInt(4);
        this.bits = header.get(8);
        this.type = header.get(9);
        this.palette = chunks.content("PLTE");
        this.transparency = chunks.content("tRNS");
    }

    /**
     * Reads an image.
     *
     * @param file begins with {@link PngChunks#MARK}
     * @throws SampleException when the file is damaged or of a kind that is not supported, or when the check rejects its size
     */
    static Picture read(byte[] file, Picture.SizeCheck size) throws SampleException {
        PngChunks chunks = PngChunks.read(file);
        ByteBuffer header = ByteBuffer.wrap(chunks.content("IHDR"));
        if (header.remaining() != HEADER_BYTES) {
            throw fault("its header has " + header.remaining() + " bytes");
        }
        PngFile image = new PngFile(header, chunks);
        boolean small = image.type == GREY || image.type == PALETTE;
        boolean known = image.bits == 8 || (small && (image.bits == 1 || image.bits == 2 || image.bits == 4));
        if (!known || image.samples() == 0 || header.get(10) != 0 || header.get(11) != 0 || header.get(12) != 0) {
            throw fault("it has the type " + image.type + " with " + image.bits + " bits"
                    + (header.get(12) == 0 ? "" : ", interlaced"));
        }
        size.check(image.width, image.height);
        return image.picture(chunks.content("IDAT"));
    }

    static SampleException fault(String what) {
        return new SampleException(
                Code.CALIBRATION_FILE,
                what,
                "save the image as PNG with 8 bits for a channel, not interlaced; or its numbers as .npy file");
    }

    /** How many numbers a pixel has; 0 for a type that does not exist. */
    private int samples() {
        return switch (type) {
            case GREY, PALETTE -> 1;
            case GREY_AND_OPACITY -> 2;
            case COLOUR -> 3;
            case COLOUR_AND_OPACITY -> 4;
            default -> 0;
        };
    }

    private Picture picture(byte[] packed) throws SampleException {
        int stride = (int) (((long) width * samples() * bits + 7) / 8);
        byte[] rows = unpacked(packed, Math.multiplyExact(height, stride + 1));
        Picture picture = new Picture(width, height);
        byte[] above = new byte[stride];
        for (int y = 0; y < height; y++) {
            byte[] row = new byte[stride];
            System.arraycopy(rows, y * (stride + 1) + 1, row, 0, stride);
            unfilter(rows[y * (stride + 1)], row, above);
            for (int x = 0; x < width; x++) {
                set(picture, x, y, row);
            }
            above = row;
        }
        return picture;
    }

    private static byte[] unpacked(byte[] packed, int bytes) throws SampleException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] data = new byte[bytes];
            int have = 0;
            int more = -1;
            while (have < bytes && more != 0) {
                more = inflater.inflate(data, have, bytes - have);
                have += more;
            }
            // Asks for one byte too many: this also makes the inflater check the checksum at the end.
            if (have < bytes || inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw fault("it has more or fewer pixels than it states");
            }
            return data;
        } catch (DataFormatException e) {
            throw fault("its pixels are damaged");
        } finally {
            inflater.end();
        }
    }

    /** Undoes the filter of each row: a byte is stored as its difference from a prediction by the bytes to the left and above. */
    private void unfilter(int filter, byte[] row, byte[] above) throws SampleException {
        int distance = Math.max(1, samples() * bits / 8);
        for (int i = 0; i < row.length; i++) {
            int left = i < distance ? 0 : row[i - distance] & 255;
            int up = above[i] & 255;
            int corner = i < distance ? 0 : above[i - distance] & 255;
            row[i] += (byte)
                    switch (filter) {
                        case 0 -> 0;
                        case 1 -> left;
                        case 2 -> up;
                        case 3 -> (left + up) / 2;
                        case 4 -> nearest(left, up, corner);
                        default -> throw fault("it has a filter " + filter);
                    };
        }
    }

    /** The Paeth predictor: the neighbour nearest to left + above - corner; of equally near ones left before above before corner. */
    private static int nearest(int left, int up, int corner) {
        int plane = left + up - corner;
        int toLeft = Math.abs(plane - left);
        int toUp = Math.abs(plane - up);
        int toCorner = Math.abs(plane - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    private void set(Picture picture, int x, int y, byte[] row) throws SampleException {
        if (type == PALETTE) {
            int index = sample(row, x);
            if (3 * index + 3 > palette.length) {
                throw fault("it has a pixel of colour " + index + ", which its palette lacks");
            }
            int opacity = index < transparency.length ? transparency[index] & 255 : Picture.OPAQUE;
            picture.set(x, y, palette[3 * index], palette[3 * index + 1], palette[3 * index + 2], opacity);
            return;
        }
        int first = x * samples();
        boolean grey = type == GREY || type == GREY_AND_OPACITY;
        int red = sample(row, first);
        int green = grey ? red : sample(row, first + 1);
        int blue = grey ? red : sample(row, first + 2);
        int opacity = type == GREY || type == COLOUR ? opacity(red, green, blue) : sample(row, first + samples() - 1);
        int step = 255 / ((1 << bits) - 1);
        picture.set(x, y, red * step, green * step, blue * step, opacity);
    }

    /** The opacity of a pixel of a type without opacity: 0 for the one colour that the file declares transparent, two bytes a channel. */
    private int opacity(int red, int green, int blue) {
        ByteBuffer colour = ByteBuffer.wrap(transparency);
        if (colour.remaining() < Short.BYTES * samples()) {
            return Picture.OPAQUE;
        }
        boolean same = colour.getShort(0) == red;
        if (type == COLOUR) {
            same &= colour.getShort(2) == green && colour.getShort(4) == blue;
        }
        return same ? 0 : Picture.OPAQUE;
    }

    /** A number of a row; the first number in a byte has the upper bits. */
    private int sample(byte[] row, int index) {
        int inByte = 8 / bits;
        int shift = 8 - bits * (index % inByte + 1);
        return ((row[index / inByte] & 255) >> shift) & ((1 << bits) - 1);
    }
}
