package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG files and BMP files that are not packed, with at most 8 bits for each channel. Only the readers of the Java
 * library do: others on a class path might differ.
 */
final class ImageFile {
    private static final int BMP_MARK = 0x424d;

    /** Where a BMP file states the size of its header, and in those of all but the oldest kind what follows. */
    private static final int BMP_HEADER_AT = 14;

    private static final int BMP_HEADER = 40;
    private static final int BMP_PACKING_AT = 30;
    private static final int BMP_COLOURS_AT = 46;
    private static final int MOST_COLOURS = 256;

    private ImageFile() {}

    /** Looks at a size before anything of that size is made. */
    interface SizeCheck {
        void check(int width, int height) throws SampleException;
    }

    /**
     * Reads an image.
     *
     * @throws SampleException when the file is no such image or damaged, or the check says so
     */
    static BufferedImage read(byte[] file, SizeCheck size) throws SampleException {
        ImageReader reader = reader(format(file));
        BufferedImage image;
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            // Profiles and comments are of no interest, and would be unpacked.
            reader.setInput(stream, true, true);
            size.check(reader.getWidth(0), reader.getHeight(0));
            image = reader.read(0);
        } catch (IOException | RuntimeException e) {
            // Damaged files make the readers throw what they happen to run into.
            throw new SampleException(Code.CALIBRATION_FILE, "it is damaged: " + e, "save the image again, as PNG");
        } finally {
            reader.dispose();
        }
        if (!(image.getColorModel() instanceof IndexColorModel)) {
            requireBytes(image);
        }
        return image;
    }

    private static void requireBytes(BufferedImage image) throws SampleException {
        for (int bits : image.getSampleModel().getSampleSize()) {
            if (bits != Byte.SIZE) {
                throw new SampleException(
                        Code.CALIBRATION_FILE,
                        "its pixels have " + bits + " bits for a channel",
                        "save the image with 8 bits, or its numbers as .npy file");
            }
        }
    }

    /** Says what a file is by how it begins: a name may be wrong. */
    private static String format(byte[] file) throws SampleException {
        ByteBuffer content = ByteBuffer.wrap(file);
        if (file.length >= Integer.BYTES && content.getInt(0) == PngChunks.MARK) {
            PngChunks.check(file);
            return "png";
        }
        if (file.length > BMP_HEADER_AT + BMP_HEADER && content.getShort(0) == BMP_MARK) {
            content.order(ByteOrder.LITTLE_ENDIAN);
            // Packed pixels may be a file of another kind, and the reader makes a palette before it looks for it.
            if (Integer.compareUnsigned(content.getInt(BMP_HEADER_AT), BMP_HEADER) < 0
                    || content.getInt(BMP_PACKING_AT) != 0
                    || Integer.compareUnsigned(content.getInt(BMP_COLOURS_AT), MOST_COLOURS) > 0) {
                throw unknown("it is a BMP file with an old header, packed pixels or a strange palette");
            }
            return "bmp";
        }
        throw unknown("it is neither a PNG nor a BMP file");
    }

    private static ImageReader reader(String format) throws SampleException {
        for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(format); all.hasNext(); ) {
            ImageReader reader = all.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw unknown("this Java runtime has no reader for " + format);
    }

    private static SampleException unknown(String what) {
        return new SampleException(Code.CALIBRATION_FILE, what, "save the image as PNG");
    }
}
