package dev.pex.operator;

import java.util.List;

/** x * min(max(x + 3, 0), 6) / 6. */
public record HardSwish(Origin origin, int input, int output) implements TableFunction {
    @Override
    public HardSwish withTensors(List<Integer> inputs, int output) {
        return new HardSwish(origin, inputs.get(0), output);
    }
}
