package dev.pex.operator;

import dev.pex.tensor.Axis;
import java.util.List;

/** Sum. */
public record Sum(Origin origin, int input, int output, List<Axis> axes) implements Reduction {
    @Override
    public Sum withTensors(List<Integer> inputs, int output) {
        return new Sum(origin, inputs.get(0), output, axes);
    }

    public Sum {
        axes = List.copyOf(axes);
    }
}
