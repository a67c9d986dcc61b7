package dev.pex.operator;

import java.util.List;

/** The larger of two elements. Both operands and the output are quantised alike. */
public record Maximum(Origin origin, int left, int right, int output) implements Binary {
    @Override
    public Maximum withTensors(List<Integer> inputs, int output) {
        return new Maximum(origin, inputs.get(0), inputs.get(1), output);
    }
}
