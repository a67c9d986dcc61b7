package dev.pex.operator;

import java.util.List;

/** Sum of two tensors. */
public record Add(Origin origin, int left, int right, int output, Activation activation) implements Binary {
    @Override
    public Add withTensors(List<Integer> inputs, int output) {
        return new Add(origin, inputs.get(0), inputs.get(1), output, activation);
    }
}
