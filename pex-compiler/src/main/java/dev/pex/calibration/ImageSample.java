package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import dev.pex.tensor.Tensor;
import java.util.List;

/**
 * Makes a sample from an image: rows from the top, pixels from the left, red before green before blue. The numbers are those
 * of the file; colour profiles are ignored. Images are not scaled, cropped or converted to grey, because the firmware decides
 * how that is done and the ranges of a network depend on it.
 */
final class ImageSample {
    private static final int LAST_LEVEL = 255;
    private static final int COLOURS = 3;

    private final Picture image;
    private final Tensor input;

    private ImageSample(Picture image, Tensor input) {
        this.image = image;
        this.input = input;
    }

    /**
     * Reads an image.
     *
     * @throws SampleException when the file is damaged, or does not fit the input
     */
    static double[] of(byte[] file, Tensor input, SampleMapping mapping) throws SampleException {
        List<Integer> size = size(input);
        int channels = size.get(2);
        Picture image = Picture.read(file, (width, height) -> {
            if (width != size.get(1) || height != size.get(0)) {
                throw misfit(
                        "it has " + height + " rows of " + width + " pixels but the input '" + input.name() + "' "
                                + size.get(0) + " of " + size.get(1),
                        "scale it in the way in which the firmware does");
            }
        });
        List<NumberRange> ranges = mapping.pixels();
        if (ranges.size() != 1 && ranges.size() != channels) {
            throw new SampleException(
                    Code.CALIBRATION_MAPPING,
                    ranges.isEmpty()
                            ? "nothing says what its pixels become"
                            : SampleMapping.FILE + " has " + ranges.size() + " ranges for " + channels + " channels",
                    "write what 0 and 255 are to the network into " + SampleMapping.FILE
                            + " in the folder, such as pixels = 0..1");
        }
        return new ImageSample(image, input).values(channels, ranges);
    }

    private double[] values(int channels, List<NumberRange> ranges) throws SampleException {
        double[] values = new double[input.extent().elements()];
        int at = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                check(x, y, channels);
                for (int c = 0; c < channels; c++) {
                    NumberRange range = ranges.get(ranges.size() == 1 ? 0 : c);
                    values[at++] = range.at(image.colour(x, y, c), LAST_LEVEL);
                }
            }
        }
        return values;
    }

    private void check(int x, int y, int channels) throws SampleException {
        if (image.opacity(x, y) != Picture.OPAQUE) {
            throw new SampleException(
                    Code.CALIBRATION_FILE,
                    "its pixel in row " + y + " and column " + x + " is transparent",
                    "save the image without transparency");
        }
        int red = image.colour(x, y, 0);
        if (channels == 1 && (image.colour(x, y, 1) != red || image.colour(x, y, 2) != red)) {
            throw misfit(
                    "it has colours, and the input '" + input.name() + "' has one channel",
                    "make shades of grey of it in the way in which the firmware does");
        }
    }

    /** Rows, columns and channels of an input that takes images. */
    private static List<Integer> size(Tensor input) throws SampleException {
        List<Integer> shape = input.shape();
        List<Integer> single = shape.size() > 2 && shape.get(0) == 1 ? shape.subList(1, shape.size()) : shape;
        if (single.size() == 2) {
            return List.of(single.get(0), single.get(1), 1);
        }
        if (single.size() == 3 && (single.get(2) == 1 || single.get(2) == COLOURS)) {
            return single;
        }
        throw misfit(
                "it is an image but the input '" + input.name() + "' has the shape " + shape,
                "give samples of that shape as .npy files; images are for inputs of rows, columns and 1 or 3 channels");
    }

    private static SampleException misfit(String what, String help) {
        return new SampleException(Code.CALIBRATION_SHAPE, what, help);
    }
}
