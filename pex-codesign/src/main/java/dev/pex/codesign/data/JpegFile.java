package dev.pex.codesign.data;

import dev.pex.calibration.Picture;
import dev.pex.calibration.SampleException;
import dev.pex.diagnostic.Code;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads JPEG files with the decoder of the Java library. Decoders differ in the pixels that they make of a file, so that a data
 * set keeps what one of them made (docs/DATA.md). Colour profiles are ignored.
 */
final class JpegFile {
    private static final int MARK = 0xffd8;

    private JpegFile() {}

    /** Whether a file begins as JPEG files do. */
    static boolean is(byte[] file) {
        return file.length > 2 && ((file[0] & 255) << 8 | (file[1] & 255)) == MARK;
    }

    /**
     * Reads an image.
     *
     * @throws SampleException when the file is damaged or of a kind that is not supported, or when the check rejects its size
     */
    static Picture read(byte[] file, Picture.SizeCheck size) throws SampleException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        if (!readers.hasNext()) {
            throw fault("this Java has no decoder for JPEG");
        }
        ImageReader reader = readers.next();
        List<String> warnings = new ArrayList<>();
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(stream, true, true);
            size.check(reader.getWidth(0), reader.getHeight(0));
            Raster raster = reader.read(0).getRaster();
            if (warnings.stream().anyMatch(JpegFile::isLoss)) {
                throw fault("it is cut off");
            }
            return picture(raster);
        } catch (IOException | RuntimeException e) {
            // The decoder throws runtime exceptions of many kinds for damaged files.
            throw fault("it is damaged, or has colours that are neither grey nor RGB: " + e.getMessage());
        } catch (LinkageError e) {
            throw fault("this Java lacks the native part of its decoder for JPEG");
        } finally {
            reader.dispose();
        }
    }

    /** Whether a warning is about pixels that are missing; others are about harmless deviations. */
    private static boolean isLoss(String warning) {
        String text = warning.toLowerCase(Locale.ROOT);
        return text.contains("premature") || text.contains("truncated") || text.contains("missing eoi");
    }

    private static Picture picture(Raster raster) throws SampleException {
        int bands = raster.getNumBands();
        if ((bands != 1 && bands != 3) || raster.getSampleModel().getSampleSize(0) != Byte.SIZE) {
            throw fault("it has " + bands + " channels, neither 1 for grey nor 3 for colours");
        }
        Picture picture = new Picture(raster.getWidth(), raster.getHeight());
        int[] row = new int[bands * raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int x = 0; x < raster.getWidth(); x++) {
                int at = x * bands;
                picture.set(x, y, row[at], row[at + bands / 2], row[at + bands - 1], Picture.OPAQUE);
            }
        }
        return picture;
    }

    private static SampleException fault(String what) {
        return new SampleException(Code.DATA_FILE, what, "replace the file, or save the image as PNG");
    }
}
