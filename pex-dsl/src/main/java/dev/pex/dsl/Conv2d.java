package dev.pex.dsl;

import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;

/**
 * What a 2-D convolution is. Unless told otherwise it is 1 x 1 with stride 1, no padding, no bias and no
 * activation. With a quantised input it must be told its weights; in real numbers {@link Network#weights} names
 * them. Values are immutable: every method makes a changed copy.
 *
 * @param filters output channels
 * @param coefficients weights in the order [filter][kernel row][kernel column][input channel]
 */
public record Conv2d(int filters, Sliding sliding, Coefficients coefficients, Activation activation)
        implements WindowOptions<Conv2d>, WeightOptions<Conv2d> {

    public static Conv2d filters(int filters) {
        return new Conv2d(filters, Sliding.kernel(1, 1), Coefficients.OF_FILE, Activation.NONE);
    }

    public Conv2d kernel(int rows, int columns) {
        return with(sliding.resized(rows, columns));
    }

    public Conv2d dilation(int rows, int columns) {
        return with(sliding.dilation(rows, columns));
    }

    @Override
    public Conv2d with(Sliding changed) {
        return new Conv2d(filters, changed, coefficients, activation);
    }

    @Override
    public Conv2d with(Coefficients changed) {
        return new Conv2d(filters, sliding, changed, activation);
    }

    public Conv2d activation(Activation changed) {
        return new Conv2d(filters, sliding, coefficients, changed);
    }

    Operator operator(Call call, Node input) {
        call.requireImage(input);
        call.require(filters > 0, filters + " filters are not positive");
        Extent extent = input.shape().extent();
        Sliding.Windows windows = sliding.over(call, extent);
        int rows = sliding.kernelRows();
        int columns = sliding.kernelColumns();
        String layout = filters + "x" + rows + "x" + columns + "x" + extent.channels();
        long size = (long) filters * rows * columns * extent.channels();
        return new dev.pex.operator.Conv2d(
                call.origin(),
                input.id(),
                call.output(),
                windows.rows(),
                windows.columns(),
                call.filter(input, coefficients.weights(), layout, size, filters, false),
                call.bias(input, coefficients.bias(), filters),
                activation);
    }
}
