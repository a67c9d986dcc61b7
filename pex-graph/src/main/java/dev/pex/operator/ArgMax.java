package dev.pex.operator;

import dev.pex.tensor.Axis;
import java.util.List;
import java.util.Optional;

/** Index along an axis, which keeps extent 1, of the largest element; the first of equal ones. */
public record ArgMax(Origin origin, int input, int output, Axis axis) implements Unary {
    @Override
    public ArgMax withTensors(List<Integer> inputs, int output) {
        return new ArgMax(origin, inputs.get(0), output, axis);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new ArgMax(origin, input, output, axis.transposed()));
    }
}
