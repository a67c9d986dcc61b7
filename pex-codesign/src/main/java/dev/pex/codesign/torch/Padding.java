package dev.pex.codesign.torch;

import ai.djl.ndarray.types.Shape;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Window;

/** What lies around a map so that windows without absent taps cover it; a negative number is cut off. */
record Padding(int top, int bottom, int left, int right) {

    /** The absent taps of two windows. */
    static Padding of(Window rows, Window columns) {
        return new Padding(rows.padBefore(), after(rows), columns.padBefore(), after(columns));
    }

    /** What lies around the elements that a transposed convolution spreads, so that its mirrored filter makes the output. */
    static Padding around(TransposedWindow rows, TransposedWindow columns) {
        return new Padding(before(rows), after(rows), before(columns), after(columns));
    }

    private static int before(TransposedWindow window) {
        return window.kernel() - 1 - window.padBefore();
    }

    private static int after(Window window) {
        int end = (window.output() - 1) * window.stride() + (window.kernel() - 1) * window.dilation() + 1;
        return end - window.padBefore() - window.input();
    }

    private static int after(TransposedWindow window) {
        int spread = (window.input() - 1) * window.stride() + 1;
        return window.output() - 1 + window.kernel() - before(window) - spread;
    }

    /** Whether both sides of each axis have the same, so that a convolution can add it by itself. */
    boolean isEven() {
        return top == bottom && left == right && top >= 0 && left >= 0;
    }

    boolean isNone() {
        return top == 0 && bottom == 0 && left == 0 && right == 0;
    }

    /** As PyTorch takes it: the last axis first. */
    Shape shape() {
        return new Shape(left, right, top, bottom);
    }
}
