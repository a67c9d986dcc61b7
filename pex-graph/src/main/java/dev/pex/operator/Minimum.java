package dev.pex.operator;

import java.util.List;

/** The smaller of two elements. Both operands and the output are quantised alike. */
public record Minimum(Origin origin, int left, int right, int output) implements Binary {
    @Override
    public Minimum withTensors(List<Integer> inputs, int output) {
        return new Minimum(origin, inputs.get(0), inputs.get(1), output);
    }
}
