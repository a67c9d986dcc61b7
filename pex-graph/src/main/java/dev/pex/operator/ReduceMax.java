package dev.pex.operator;

import dev.pex.tensor.Axis;
import java.util.List;
import java.util.Optional;

/** Maximum. Input and output are quantised alike. */
public record ReduceMax(Origin origin, int input, int output, List<Axis> axes) implements Reduction {
    @Override
    public ReduceMax withTensors(List<Integer> inputs, int output) {
        return new ReduceMax(origin, inputs.get(0), output, axes);
    }

    public ReduceMax {
        axes = List.copyOf(axes);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new ReduceMax(
                origin, input, output, axes.stream().map(Axis::transposed).toList()));
    }
}
