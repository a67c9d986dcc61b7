package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** Between integer quantisations: int8 or uint8 to int8 or uint8. */
public record Requantize(Origin origin, int input, int output) implements Unary {
    @Override
    public Requantize withTensors(List<Integer> inputs, int output) {
        return new Requantize(origin, inputs.get(0), output);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }
}
