package dev.pex.operator;

import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import java.util.List;
import java.util.Optional;

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

    @Override
    public Optional<Operator> transposed() {
        Filter exchanged = filter.transposed(bias.size(), rows.kernel(), columns.kernel());
        return Optional.of(new Conv2d(origin, input, output, columns, rows, exchanged, bias, activation));
    }
}
