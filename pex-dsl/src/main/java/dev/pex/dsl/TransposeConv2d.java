package dev.pex.dsl;

import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.operator.TransposedWindow;
import dev.pex.tensor.Extent;

/**
 * What a transposed 2-D convolution is. Unless told otherwise it is 1 x 1 with stride 1, no padding, no bias and
 * no activation. With a quantised input it must be told its weights; in real numbers {@link Network#weights} names
 * them. With SAME padding its output is stride times as large as its input, otherwise as large as all that its
 * inputs reach, and never smaller than with SAME. Values are immutable: every method makes a changed copy.
 *
 * @param filters output channels
 * @param coefficients weights in the order [filter][kernel row][kernel column][input channel]
 */
public record TransposeConv2d(int filters, Sliding sliding, Coefficients coefficients, Activation activation)
        implements WindowOptions<TransposeConv2d>, WeightOptions<TransposeConv2d> {

    public static TransposeConv2d filters(int filters) {
        return new TransposeConv2d(filters, Sliding.kernel(1, 1), Coefficients.OF_FILE, Activation.NONE);
    }

    public TransposeConv2d kernel(int rows, int columns) {
        return with(sliding.resized(rows, columns));
    }

    @Override
    public TransposeConv2d with(Sliding changed) {
        return new TransposeConv2d(filters, changed, coefficients, activation);
    }

    @Override
    public TransposeConv2d with(Coefficients changed) {
        return new TransposeConv2d(filters, sliding, changed, activation);
    }

    public TransposeConv2d activation(Activation changed) {
        return new TransposeConv2d(filters, sliding, coefficients, changed);
    }

    Operator operator(Call call, Node input) {
        call.requireImage(input);
        call.require(filters > 0, filters + " filters are not positive");
        Extent extent = input.shape().extent();
        Sliding.TransposedWindows windows = sliding.transposedOver(call, extent);
        TransposedWindow rows = windows.rows();
        TransposedWindow columns = windows.columns();
        String layout = filters + "x" + rows.kernel() + "x" + columns.kernel() + "x" + extent.channels();
        long size = (long) filters * rows.kernel() * columns.kernel() * extent.channels();
        return new dev.pex.operator.TransposeConv2d(
                call.origin(),
                input.id(),
                call.output(),
                rows,
                columns,
                call.filter(input, coefficients.weights(), layout, size, filters, false),
                call.bias(input, coefficients.bias(), filters),
                activation);
    }
}
