package dev.pex.operator;

import java.util.List;

/** The same elements in the same flat order, under another extent. */
public record Reshape(Origin origin, int input, int output) implements Unary {
    @Override
    public Reshape withTensors(List<Integer> inputs, int output) {
        return new Reshape(origin, inputs.get(0), output);
    }
}
