package dev.pex.operator;

import java.util.List;

/** x between -1 and 1. */
public record ReluN1To1(Origin origin, int input, int output) implements TableFunction {
    @Override
    public ReluN1To1 withTensors(List<Integer> inputs, int output) {
        return new ReluN1To1(origin, inputs.get(0), output);
    }
}
