package dev.pex.codesign.data;

import dev.pex.calibration.Picture;
import dev.pex.calibration.SampleException;
import dev.pex.diagnostic.Code;
import dev.pex.tensor.Extent;

/**
 * Makes bytes of an image in the size of an input: rows from the top, pixels from the left, red before green before blue. The
 * image is cut around its centre to the shape of the input and then scaled along both axes ({@link AxisWeights}) with one
 * rounding, half up. An input of one channel gets {@code (77 red + 150 green + 29 blue + 128) / 256} of each pixel, rounded down,
 * before that.
 */
final class ImageScaler {
    private final Extent input;

    ImageScaler(Extent input) {
        this.input = input;
    }

    /**
     * Scales an image.
     *
     * @param values receives the pixels from {@code to} on
     * @throws SampleException when a pixel is transparent
     */
    void scale(Picture image, byte[] values, int to) throws SampleException {
        long across = (long) image.width() * input.rows();
        long down = (long) image.height() * input.columns();
        int width = (int) (across > down ? Math.max(1, down / input.rows()) : image.width());
        int height = (int) (across < down ? Math.max(1, across / input.columns()) : image.height());
        AxisWeights rows = AxisWeights.of((image.height() - height) / 2, height, input.rows());
        AxisWeights columns = AxisWeights.of((image.width() - width) / 2, width, input.columns());
        requireOpaque(image);
        long divisor = (long) rows.sum() * columns.sum();
        int at = to;
        for (int row = 0; row < input.rows(); row++) {
            for (int column = 0; column < input.columns(); column++) {
                for (int channel = 0; channel < input.channels(); channel++) {
                    long sum = sum(image, rows, row, columns, column, channel);
                    values[at++] = (byte) ((2 * sum + divisor) / (2 * divisor));
                }
            }
        }
    }

    private long sum(Picture image, AxisWeights rows, int row, AxisWeights columns, int column, int channel) {
        int top = rows.first(row);
        int left = columns.first(column);
        int across = columns.count(column);
        long sum = 0;
        for (int y = 0; y < rows.count(row); y++) {
            long line = 0;
            for (int x = 0; x < across; x++) {
                line += (long) columns.weight(column, x) * value(image, left + x, top + y, channel);
            }
            sum += line * rows.weight(row, y);
        }
        return sum;
    }

    private int value(Picture image, int x, int y, int channel) {
        return input.channels() == 1
                ? (77 * image.colour(x, y, 0) + 150 * image.colour(x, y, 1) + 29 * image.colour(x, y, 2) + 128) >> 8
                : image.colour(x, y, channel);
    }

    private static void requireOpaque(Picture image) throws SampleException {
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (image.opacity(x, y) != Picture.OPAQUE) {
                    throw new SampleException(
                            Code.DATA_FILE,
                            "its pixel in row " + y + " and column " + x + " is transparent",
                            "save the image without transparency");
                }
            }
        }
    }
}
