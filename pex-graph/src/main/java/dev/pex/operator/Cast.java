package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** The stored numbers in another type; scales and zero points play no part. */
public record Cast(Origin origin, int input, int output) implements Unary {
    @Override
    public Cast withTensors(List<Integer> inputs, int output) {
        return new Cast(origin, inputs.get(0), output);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }
}
