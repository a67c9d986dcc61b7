package dev.pex.operator;

import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import java.util.List;
import java.util.Optional;

/**
 * Depthwise 2-D convolution: output channel k reads input channel k / multiplier.
 *
 * @param multiplier output channels per input channel
 * @param filter in the order [kernel row][kernel column][output channel]
 */
public record DepthwiseConv2d(
        Origin origin,
        int input,
        int output,
        Window rows,
        Window columns,
        int multiplier,
        Filter filter,
        Ints bias,
        Activation activation)
        implements Weighted {
    @Override
    public DepthwiseConv2d withTensors(List<Integer> inputs, int output) {
        return new DepthwiseConv2d(origin, inputs.get(0), output, rows, columns, multiplier, filter, bias, activation);
    }

    @Override
    public Optional<Operator> transposed() {
        Filter exchanged = filter.transposed(1, rows.kernel(), columns.kernel());
        return Optional.of(
                new DepthwiseConv2d(origin, input, output, columns, rows, multiplier, exchanged, bias, activation));
    }
}
