package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.TransposedWindow;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** TRANSPOSE_CONV: output shape, filter [o, kh, kw, i], input [1, h, w, i], optional bias [o]. */
public final class TransposeConvolutionReader implements OperatorReader {
    /** The operand with the shape of the output. */
    public static final int SHAPE = 0;

    private static final int INPUT = 2;
    private static final int BIAS = 3;
    private static final int LARGEST = 65535;
    private static final Limit SIZES = Limit.of("sizes, kernels and strides up to " + LARGEST);
    private static final Form FORM = Form.of(Types.COMPUTED, OperatorContext.ONE_BATCH)
            .and(Weights.LIMITS)
            .and(Windows.PADDING, SIZES, OperatorContext.ACTIVATION);

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(3, 4);
        CheckedTable options = operator.options();
        Tensor input = operator.input(INPUT);
        Tensor output = operator.output();
        operator.require(Types.COMPUTED, input, output);
        operator.requireImages(input, output);
        requireOutputShape(operator, output);
        List<Integer> shape = Weights.shape(operator, 4);
        Extent in = input.extent();
        Extent out = output.extent();
        if (shape.get(3) != in.channels()) {
            throw operator.invalid("its filter has the shape " + shape + " for " + in.channels() + " input channels");
        }
        Windows windows = Windows.read(operator, options);
        Weights weights = Weights.read(operator, 0, false, BIAS);
        operator.add(
                new TransposeConv2d(
                        operator.origin(),
                        input.id(),
                        output.id(),
                        window(operator, windows.same(), in.rows(), out.rows(), shape.get(1), windows.strideRows()),
                        window(
                                operator,
                                windows.same(),
                                in.columns(),
                                out.columns(),
                                shape.get(2),
                                windows.strideColumns()),
                        weights.filter(),
                        weights.bias(),
                        operator.activation(options, 3)),
                weights);
    }

    /** A shape that the network computes is not looked at, as in RESHAPE. */
    private static void requireOutputShape(OperatorContext operator, Tensor output) {
        if (!operator.isConstant(SHAPE)) {
            return;
        }
        Ints given = operator.ints(SHAPE);
        List<Integer> shape = Arrays.stream(given.toArray()).boxed().toList();
        if (!shape.equals(output.shape())) {
            throw operator.invalid("its output has the shape " + output.shape() + " but is asked to have " + shape);
        }
    }

    /** The padding is that of the convolution from the output back to the input. */
    private static TransposedWindow window(
            OperatorContext operator, boolean same, int input, int output, int kernel, int stride) {
        String description =
                "its window has kernel " + kernel + " and stride " + stride + " from " + input + " to " + output;
        if (stride < 1) {
            throw operator.invalid(description);
        }
        operator.require(
                SIZES,
                input <= LARGEST && output <= LARGEST && kernel <= LARGEST && stride <= LARGEST,
                () -> description);
        return same
                ? TransposedWindow.same(input, output, kernel, stride)
                : TransposedWindow.valid(input, output, kernel, stride);
    }
}
