package dev.pex.dsl;

import dev.pex.graph.Activation;
import dev.pex.graph.Extent;
import dev.pex.graph.Ints;
import dev.pex.graph.Operator;
import java.util.Optional;

/**
 * What a 2-D convolution is. Unless told otherwise it is 1 x 1 with stride 1, no padding, no bias and no
 * activation. With a quantised input it must be told its weights; in real numbers {@link Network#weights} names
 * them. Values are immutable: every method makes a changed copy.
 *
 * @param filters output channels
 * @param weights in the order [filter][kernel row][kernel column][input channel]
 * @param bias one per filter, in units of input scale x weight scale
 * @param biased whether a network of real numbers looks up a bias
 */
public record Conv2d(
        int filters,
        Sliding sliding,
        Optional<Weights> weights,
        Optional<Ints> bias,
        boolean biased,
        Activation activation) {

    public static Conv2d filters(int filters) {
        return new Conv2d(filters, Sliding.kernel(1, 1), Optional.empty(), Optional.empty(), true, Activation.NONE);
    }

    public Conv2d kernel(int rows, int columns) {
        return with(sliding.resized(rows, columns));
    }

    public Conv2d stride(int rows, int columns) {
        return with(sliding.stride(rows, columns));
    }

    public Conv2d dilation(int rows, int columns) {
        return with(sliding.dilation(rows, columns));
    }

    /** With SAME padding. */
    public Conv2d same() {
        return with(sliding.padding(Padding.SAME));
    }

    public Conv2d with(Sliding changed) {
        return new Conv2d(filters, changed, weights, bias, biased, activation);
    }

    public Conv2d weights(Weights changed) {
        return new Conv2d(filters, sliding, Optional.of(changed), bias, biased, activation);
    }

    public Conv2d bias(int... changed) {
        return new Conv2d(filters, sliding, weights, Optional.of(Ints.copyOf(changed)), biased, activation);
    }

    /** In a network of real numbers, without a bias to look up. */
    public Conv2d withoutBias() {
        return new Conv2d(filters, sliding, weights, Optional.empty(), false, activation);
    }

    public Conv2d activation(Activation changed) {
        return new Conv2d(filters, sliding, weights, bias, biased, changed);
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
        return new Operator.Conv2d(
                call.origin(),
                input.id(),
                call.output(),
                windows.rows(),
                windows.columns(),
                call.filter(input, weights, layout, size, filters, false),
                call.bias(input, bias, filters),
                activation);
    }
}
