package dev.pex.operator;

import java.util.List;

/** Product of two tensors. */
public record Multiply(Origin origin, int left, int right, int output, Activation activation) implements Binary {
    @Override
    public Multiply withTensors(List<Integer> inputs, int output) {
        return new Multiply(origin, inputs.get(0), inputs.get(1), output, activation);
    }
}
