package dev.pex.operator;

import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import java.util.List;

/**
 * 2-D convolution.
 *
 * @param filter in the order [output channel][kernel row][kernel column][input channel]
 */
public record Conv2d(
        Origin origin,
        int input,
        int output,
        Window rows,
        Window columns,
        Filter filter,
        Ints bias,
        Activation activation)
        implements Weighted {
    @Override
    public Conv2d withTensors(List<Integer> inputs, int output) {
        return new Conv2d(origin, inputs.get(0), output, rows, columns, filter, bias, activation);
    }
}
