package dev.pex.operator;

import java.util.List;

/** 1 / (1 + exp(-x)) with the fixed output scale 1/256 and zero point -128. */
public record Logistic(Origin origin, int input, int output) implements TableFunction {
    @Override
    public Logistic withTensors(List<Integer> inputs, int output) {
        return new Logistic(origin, inputs.get(0), output);
    }
}
