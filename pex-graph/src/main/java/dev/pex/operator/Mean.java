package dev.pex.operator;

import dev.pex.tensor.Axis;
import java.util.List;
import java.util.Optional;

/** Arithmetic mean. */
public record Mean(Origin origin, int input, int output, List<Axis> axes) implements Reduction {
    @Override
    public Mean withTensors(List<Integer> inputs, int output) {
        return new Mean(origin, inputs.get(0), output, axes);
    }

    public Mean {
        axes = List.copyOf(axes);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Mean(
                origin, input, output, axes.stream().map(Axis::transposed).toList()));
    }
}
