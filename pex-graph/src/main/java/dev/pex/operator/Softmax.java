package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** Softmax over channels with the fixed output scale 1/256 and zero point -128. */
public record Softmax(Origin origin, int input, int output, float beta) implements Unary {
    @Override
    public Softmax withTensors(List<Integer> inputs, int output) {
        return new Softmax(origin, inputs.get(0), output, beta);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }
}
