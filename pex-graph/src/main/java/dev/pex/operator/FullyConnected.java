package dev.pex.operator;

import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import java.util.List;
import java.util.Optional;

/**
 * Fully connected: each row of the input, n x 1 x k, makes a row of the output, n x 1 x units.
 *
 * @param filter in the order [unit][input channel]
 */
public record FullyConnected(Origin origin, int input, int output, Filter filter, Ints bias, Activation activation)
        implements Weighted {
    @Override
    public FullyConnected withTensors(List<Integer> inputs, int output) {
        return new FullyConnected(origin, inputs.get(0), output, filter, bias, activation);
    }

    /** None: it takes rows of the input, and columns are no rows. */
    @Override
    public Optional<Operator> transposed() {
        return Optional.empty();
    }
}
