package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Window;
import java.util.List;

/**
 * How the windows of an operator move over its input, from its options and sizes.
 *
 * @param same whether the padding is SAME, else VALID
 * @param strideRows input rows between neighbouring outputs
 * @param strideColumns input columns between neighbouring outputs
 * @param dilationRows input rows between neighbouring taps
 * @param dilationColumns input columns between neighbouring taps
 */
record Windows(boolean same, int strideRows, int strideColumns, int dilationRows, int dilationColumns) {
    private static final int LARGEST = 65535;

    /** What is supported of the padding. */
    static final Limit PADDING = Limit.of("padding SAME or VALID");

    private static final Limit SIZES = Limit.of("inputs, strides, dilations and kernels up to " + LARGEST);

    /** What is checked. */
    static final List<Limit> LIMITS = List.of(PADDING, SIZES);

    /** Reads the fields that all operators with windows have at the same place, without dilation. */
    static Windows read(OperatorContext operator, CheckedTable options) {
        int padding = options.int8("padding", 0, 0);
        operator.require(PADDING, padding == 0 || padding == 1, () -> "its padding is number " + padding);
        return new Windows(padding == 0, options.int32("stride_h", 2, 0), options.int32("stride_w", 1, 0), 1, 1);
    }

    Windows dilated(int rows, int columns) {
        return new Windows(same, strideRows, strideColumns, rows, columns);
    }

    Window rows(OperatorContext operator, int input, int kernel) {
        return window(operator, "rows", input, kernel, strideRows, dilationRows);
    }

    Window columns(OperatorContext operator, int input, int kernel) {
        return window(operator, "columns", input, kernel, strideColumns, dilationColumns);
    }

    private Window window(OperatorContext operator, String axis, int input, int kernel, int stride, int dilation) {
        String description = "its window over " + axis + " has kernel " + kernel + ", stride " + stride + ", dilation "
                + dilation + " on an input of " + input;
        if (kernel < 1 || stride < 1 || dilation < 1) {
            throw operator.invalid(description);
        }
        long span = (kernel - 1L) * dilation + 1;
        operator.require(
                SIZES,
                input <= LARGEST && stride <= LARGEST && dilation <= LARGEST && span <= LARGEST,
                () -> description);
        if (same) {
            return Window.same(input, kernel, stride, dilation);
        }
        if (Window.validOutput(input, kernel, stride, dilation) < 1) {
            throw operator.invalid(description + ": the output is empty");
        }
        return Window.valid(input, kernel, stride, dilation);
    }
}
