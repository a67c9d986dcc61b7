package dev.pex.operator;

import java.util.List;

/** max(x, 0). */
public record Relu(Origin origin, int input, int output) implements TableFunction {
    @Override
    public Relu withTensors(List<Integer> inputs, int output) {
        return new Relu(origin, inputs.get(0), output);
    }
}
