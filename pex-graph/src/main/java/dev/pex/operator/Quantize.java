package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** Float to int8 or uint8. */
public record Quantize(Origin origin, int input, int output) implements Unary {
    @Override
    public Quantize withTensors(List<Integer> inputs, int output) {
        return new Quantize(origin, inputs.get(0), output);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }
}
