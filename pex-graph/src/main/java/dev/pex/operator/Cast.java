package dev.pex.operator;

import java.util.List;

/** The stored numbers in another type; scales and zero points play no part. */
public record Cast(Origin origin, int input, int output) implements Unary {
    @Override
    public Cast withTensors(List<Integer> inputs, int output) {
        return new Cast(origin, inputs.get(0), output);
    }
}
