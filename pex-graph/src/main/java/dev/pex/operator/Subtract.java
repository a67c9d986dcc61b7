package dev.pex.operator;

import java.util.List;

/** Difference of two tensors: left minus right. */
public record Subtract(Origin origin, int left, int right, int output, Activation activation) implements Binary {
    @Override
    public Subtract withTensors(List<Integer> inputs, int output) {
        return new Subtract(origin, inputs.get(0), inputs.get(1), output, activation);
    }
}
