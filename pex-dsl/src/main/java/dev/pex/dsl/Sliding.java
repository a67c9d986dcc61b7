package dev.pex.dsl;

import dev.pex.dsl.build.Call;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Window;
import dev.pex.tensor.Extent;

/** How a window moves over rows and columns. */
public record Sliding(
        int kernelRows,
        int kernelColumns,
        int strideRows,
        int strideColumns,
        int dilationRows,
        int dilationColumns,
        Padding padding) {
    /** The largest number along an axis that kernels take. */
    static final int LARGEST = 65535;

    /** A window of this size with stride 1, without dilation and padding. */
    public static Sliding kernel(int rows, int columns) {
        return new Sliding(rows, columns, 1, 1, 1, 1, Padding.VALID);
    }

    Sliding resized(int rows, int columns) {
        return new Sliding(rows, columns, strideRows, strideColumns, dilationRows, dilationColumns, padding);
    }

    public Sliding stride(int rows, int columns) {
        return new Sliding(kernelRows, kernelColumns, rows, columns, dilationRows, dilationColumns, padding);
    }

    public Sliding dilation(int rows, int columns) {
        return new Sliding(kernelRows, kernelColumns, strideRows, strideColumns, rows, columns, padding);
    }

    public Sliding padding(Padding changed) {
        return new Sliding(
                kernelRows, kernelColumns, strideRows, strideColumns, dilationRows, dilationColumns, changed);
    }

    /** The windows of both axes over an input. */
    record Windows(Window rows, Window columns) {}

    Windows over(Call call, Extent input) {
        requirePositive(call, "kernel", kernelRows, kernelColumns);
        requirePositive(call, "stride", strideRows, strideColumns);
        requirePositive(call, "dilation", dilationRows, dilationColumns);
        long spanRows = (kernelRows - 1L) * dilationRows + 1;
        long spanColumns = (kernelColumns - 1L) * dilationColumns + 1;
        boolean dilated = dilationRows > 1 || dilationColumns > 1;
        String kernel = "kernel " + kernelRows + "x" + kernelColumns
                + (dilated ? ", dilated to " + spanRows + "x" + spanColumns + "," : "");
        String size = input.rows() + "x" + input.columns();
        call.require(
                padding == Padding.SAME || (spanRows <= input.rows() && spanColumns <= input.columns()),
                kernel + " is larger than its " + size + " input");
        call.require(
                Math.max(spanRows, spanColumns) <= LARGEST
                        && Math.max(strideRows, strideColumns) <= LARGEST
                        && Math.max(input.rows(), input.columns()) <= LARGEST,
                kernel + " with stride " + strideRows + "x" + strideColumns + " on its " + size
                        + " input exceeds the limit of " + LARGEST);
        return new Windows(
                window(input.rows(), kernelRows, strideRows, dilationRows),
                window(input.columns(), kernelColumns, strideColumns, dilationColumns));
    }

    /** The windows of both axes of a transposed convolution. */
    record TransposedWindows(TransposedWindow rows, TransposedWindow columns) {}

    /**
     * The windows of a transposed convolution.
     *
     * @param rows rows of the output; 0 for as many as follow
     * @param columns columns of the output; 0 for as many as follow
     */
    TransposedWindows transposedOver(Call call, Extent input, int rows, int columns) {
        requirePositive(call, "kernel", kernelRows, kernelColumns);
        requirePositive(call, "stride", strideRows, strideColumns);
        call.require(dilationRows == 1 && dilationColumns == 1, "a transposed window has no dilation");
        return new TransposedWindows(
                transposed(call, input.rows(), rows, kernelRows, strideRows),
                transposed(call, input.columns(), columns, kernelColumns, strideColumns));
    }

    private TransposedWindow transposed(Call call, int input, int output, int kernel, int stride) {
        long follows = (input - 1L) * stride + (padding == Padding.SAME ? stride : Math.max(kernel, stride));
        long reached = output > 0 ? output : follows;
        call.require(
                Math.max(reached, kernel) <= LARGEST,
                "kernel " + kernel + " with stride " + stride + " makes " + reached + " of " + input
                        + ", which exceeds the limit of " + LARGEST);
        return padding == Padding.SAME
                ? TransposedWindow.same(input, (int) reached, kernel, stride)
                : TransposedWindow.valid(input, (int) reached, kernel, stride);
    }

    private Window window(int input, int kernel, int stride, int dilation) {
        return padding == Padding.SAME
                ? Window.same(input, kernel, stride, dilation)
                : Window.valid(input, kernel, stride, dilation);
    }

    private static void requirePositive(Call call, String what, int rows, int columns) {
        call.require(rows > 0 && columns > 0, what + " " + rows + "x" + columns + " is not positive");
    }
}
