package dev.pex.operator;

import java.util.List;

/** x between 0 and 6 in the input's quantisation: the output's is not looked at. */
public record Relu6(Origin origin, int input, int output) implements TableFunction {
    @Override
    public Relu6 withTensors(List<Integer> inputs, int output) {
        return new Relu6(origin, inputs.get(0), output);
    }
}
