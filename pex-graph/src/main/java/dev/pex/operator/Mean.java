package dev.pex.operator;

import dev.pex.tensor.Axis;
import java.util.List;

/** Arithmetic mean. */
public record Mean(Origin origin, int input, int output, List<Axis> axes) implements Reduction {
    @Override
    public Mean withTensors(List<Integer> inputs, int output) {
        return new Mean(origin, inputs.get(0), output, axes);
    }

    public Mean {
        axes = List.copyOf(axes);
    }
}
