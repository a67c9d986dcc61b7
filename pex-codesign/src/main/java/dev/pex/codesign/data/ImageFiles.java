package dev.pex.codesign.data;

import dev.pex.calibration.Picture;
import dev.pex.calibration.SampleException;
import dev.pex.diagnostic.Code;
import dev.pex.tensor.Extent;
import java.nio.file.Path;
import java.util.Optional;

/** Makes bytes of the images of a data set, in the size of an input. */
final class ImageFiles {
    /** The most pixels of an image. */
    private static final long MOST_PIXELS = 1L << 25;

    private static final int COLOURS = 3;

    private ImageFiles() {}

    /**
     * Decodes and scales all images, or takes them from the cache.
     *
     * @return images x rows x columns x channels
     * @throws dev.pex.diagnostic.DiagnosticException when images are damaged, or the input takes no images
     */
    static byte[] read(Sources sources, Extent input, Optional<Path> cache) {
        if (input.channels() != 1 && input.channels() != COLOURS) {
            throw Faults.of(
                    Code.DATA_SHAPE,
                    sources.root().toString(),
                    "it has images, and the input is " + input.rows() + "x" + input.columns() + "x" + input.channels(),
                    "images are for inputs of rows, columns and 1 or 3 channels");
        }
        int size = StoredArray.requireSize(
                sources.root().toString(), sources.files().size(), input.elements());
        if (cache.isEmpty()) {
            return decode(sources, input, size);
        }
        ImageCache images = new ImageCache(cache.get(), sources, input);
        return images.load().orElseGet(() -> {
            byte[] values = decode(sources, input, size);
            images.store(values);
            return values;
        });
    }

    private static byte[] decode(Sources sources, Extent input, int size) {
        byte[] values = new byte[size];
        ImageScaler scaler = new ImageScaler(input);
        FileDecoder.all(sources, (file, index) -> scaler.scale(picture(file), values, index * input.elements()));
        return values;
    }

    private static Picture picture(byte[] file) throws SampleException {
        return JpegFile.is(file) ? JpegFile.read(file, ImageFiles::check) : Picture.read(file, ImageFiles::check);
    }

    private static void check(int width, int height) throws SampleException {
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new SampleException(
                    Code.DATA_FILE,
                    "it states " + height + " rows of " + width + " pixels",
                    "give images of 1 to " + MOST_PIXELS + " pixels");
        }
    }
}
