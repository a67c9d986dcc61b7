package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** Int8 or uint8 to float. */
public record Dequantize(Origin origin, int input, int output) implements Unary {
    @Override
    public Dequantize withTensors(List<Integer> inputs, int output) {
        return new Dequantize(origin, inputs.get(0), output);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }
}
