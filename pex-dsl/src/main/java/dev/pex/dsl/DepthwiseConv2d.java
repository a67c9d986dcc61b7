package dev.pex.dsl;

import dev.pex.graph.Activation;
import dev.pex.graph.Extent;
import dev.pex.graph.Ints;
import dev.pex.graph.Operator;
import java.util.Optional;

/**
 * What a depthwise 2-D convolution is. Unless told otherwise it makes one output channel per input channel, with
 * stride 1, no padding, no bias and no activation. With a quantised input it must be told its weights; in real
 * numbers {@link Network#weights} names them. Values are immutable: every method makes a changed copy.
 *
 * @param multiplier output channels per input channel
 * @param weights in the order [kernel row][kernel column][output channel]
 * @param bias one per output channel, in units of input scale x weight scale
 * @param biased whether a network of real numbers looks up a bias
 */
public record DepthwiseConv2d(
        int multiplier,
        Sliding sliding,
        Optional<Weights> weights,
        Optional<Ints> bias,
        boolean biased,
        Activation activation) {

    public static DepthwiseConv2d kernel(int rows, int columns) {
        Sliding sliding = Sliding.kernel(rows, columns);
        return new DepthwiseConv2d(1, sliding, Optional.empty(), Optional.empty(), true, Activation.NONE);
    }

    public DepthwiseConv2d multiplier(int changed) {
        return new DepthwiseConv2d(changed, sliding, weights, bias, biased, activation);
    }

    public DepthwiseConv2d stride(int rows, int columns) {
        return with(sliding.stride(rows, columns));
    }

    public DepthwiseConv2d dilation(int rows, int columns) {
        return with(sliding.dilation(rows, columns));
    }

    /** With SAME padding. */
    public DepthwiseConv2d same() {
        return with(sliding.padding(Padding.SAME));
    }

    public DepthwiseConv2d with(Sliding changed) {
        return new DepthwiseConv2d(multiplier, changed, weights, bias, biased, activation);
    }

    public DepthwiseConv2d weights(Weights changed) {
        return new DepthwiseConv2d(multiplier, sliding, Optional.of(changed), bias, biased, activation);
    }

    public DepthwiseConv2d bias(int... changed) {
        return new DepthwiseConv2d(multiplier, sliding, weights, Optional.of(Ints.copyOf(changed)), biased, activation);
    }

    /** In a network of real numbers, without a bias to look up. */
    public DepthwiseConv2d withoutBias() {
        return new DepthwiseConv2d(multiplier, sliding, weights, Optional.empty(), false, activation);
    }

    public DepthwiseConv2d activation(Activation changed) {
        return new DepthwiseConv2d(multiplier, sliding, weights, bias, biased, changed);
    }

    Operator operator(Call call, Node input) {
        call.requireImage(input);
        call.require(multiplier > 0, "multiplier " + multiplier + " is not positive");
        Extent extent = input.shape().extent();
        long channels = (long) extent.channels() * multiplier;
        call.require(channels <= Integer.MAX_VALUE, channels + " output channels are too many");
        Sliding.Windows windows = sliding.over(call, extent);
        int rows = sliding.kernelRows();
        int columns = sliding.kernelColumns();
        String layout = rows + "x" + columns + "x" + channels;
        return new Operator.DepthwiseConv2d(
                call.origin(),
                input.id(),
                call.output(),
                windows.rows(),
                windows.columns(),
                multiplier,
                call.filter(input, weights, layout, channels * rows * columns, (int) channels, false),
                call.bias(input, bias, (int) channels),
                activation);
    }
}
