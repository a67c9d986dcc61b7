package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** The same elements in the same flat order, under another extent. */
public record Reshape(Origin origin, int input, int output) implements Unary {
    @Override
    public Reshape withTensors(List<Integer> inputs, int output) {
        return new Reshape(origin, inputs.get(0), output);
    }

    /** None: the flat order of its elements would be another. */
    @Override
    public Optional<Operator> transposed() {
        return Optional.empty();
    }
}
