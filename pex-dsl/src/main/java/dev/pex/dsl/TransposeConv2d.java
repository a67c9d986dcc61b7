package dev.pex.dsl;

import dev.pex.graph.Activation;
import dev.pex.graph.Extent;
import dev.pex.graph.Ints;
import dev.pex.graph.Operator;
import dev.pex.graph.TransposedWindow;
import java.util.Optional;

/**
 * What a transposed 2-D convolution is. Unless told otherwise it is 1 x 1 with stride 1, no padding, no bias and
 * no activation. With a quantised input it must be told its weights; in real numbers {@link Network#weights} names
 * them. With SAME padding its output is stride times as large as its input, otherwise as large as all that its
 * inputs reach, and never smaller than with SAME. Values are immutable: every method makes a changed copy.
 *
 * @param filters output channels
 * @param weights in the order [filter][kernel row][kernel column][input channel]
 * @param bias one per filter, in units of input scale x weight scale
 * @param biased whether a network of real numbers looks up a bias
 */
public record TransposeConv2d(
        int filters,
        Sliding sliding,
        Optional<Weights> weights,
        Optional<Ints> bias,
        boolean biased,
        Activation activation) {

    public static TransposeConv2d filters(int filters) {
        return new TransposeConv2d(
                filters, Sliding.kernel(1, 1), Optional.empty(), Optional.empty(), true, Activation.NONE);
    }

    public TransposeConv2d kernel(int rows, int columns) {
        return with(sliding.resized(rows, columns));
    }

    public TransposeConv2d stride(int rows, int columns) {
        return with(sliding.stride(rows, columns));
    }

    /** With SAME padding. */
    public TransposeConv2d same() {
        return with(sliding.padding(Padding.SAME));
    }

    public TransposeConv2d with(Sliding changed) {
        return new TransposeConv2d(filters, changed, weights, bias, biased, activation);
    }

    public TransposeConv2d weights(Weights changed) {
        return new TransposeConv2d(filters, sliding, Optional.of(changed), bias, biased, activation);
    }

    public TransposeConv2d bias(int... changed) {
        return new TransposeConv2d(filters, sliding, weights, Optional.of(Ints.copyOf(changed)), biased, activation);
    }

    /** In a network of real numbers, without a bias to look up. */
    public TransposeConv2d withoutBias() {
        return new TransposeConv2d(filters, sliding, weights, Optional.empty(), false, activation);
    }

    public TransposeConv2d activation(Activation changed) {
        return new TransposeConv2d(filters, sliding, weights, bias, biased, changed);
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
        return new Operator.TransposeConv2d(
                call.origin(),
                input.id(),
                call.output(),
                rows,
                columns,
                call.filter(input, weights, layout, size, filters, false),
                call.bias(input, bias, filters),
                activation);
    }
}
