package dev.pex.calibration;

import java.util.Arrays;
import java.util.List;

/** An array of a {@code .npy} file. */
final class NpyArray {
    private final List<Integer> shape;
    private final double[] values;

    /**
     * Makes an array.
     *
     * @param shape its dimensions, outermost first; empty for a single number
     * @param values all elements, the last dimension varying fastest; not copied
     */
    NpyArray(List<Integer> shape, double[] values) {
        this.shape = List.copyOf(shape);
        this.values = values;
    }

    List<Integer> shape() {
        return shape;
    }

    int size() {
        return values.length;
    }

    double get(int index) {
        return values[index];
    }

    /** The elements from one index to another one, which is left out. */
    double[] slice(int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }
}
