package dev.pex.operator;

import java.util.List;

/** Hyperbolic tangent with the fixed output scale 1/128 and zero point 0. */
public record Tanh(Origin origin, int input, int output) implements TableFunction {
    @Override
    public Tanh withTensors(List<Integer> inputs, int output) {
        return new Tanh(origin, inputs.get(0), output);
    }
}
