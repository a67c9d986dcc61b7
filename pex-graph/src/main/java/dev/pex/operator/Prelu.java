package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** x, or x * alpha where x is negative; alpha is constant, and its axes of extent 1 are broadcast. */
public record Prelu(Origin origin, int input, int alpha, int output) implements Operator {
    @Override
    public Prelu withTensors(List<Integer> inputs, int output) {
        return new Prelu(origin, inputs.get(0), inputs.get(1), output);
    }

    @Override
    public List<Integer> inputs() {
        return List.of(input, alpha);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }
}
