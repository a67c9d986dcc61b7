package dev.pex.operator;

import dev.pex.tensor.Axis;
import java.util.List;
import java.util.Optional;

/** Maximum. Input and output are quantised alike (docs/NUMERICS.md, 7.17). */
public record ReduceMax(Origin origin, int input, int output, List<Axis> axes) implements Extreme {
    public ReduceMax {
        axes = List.copyOf(axes);
    }

    @Override
    public ReduceMax withTensors(List<Integer> inputs, int output) {
        return new ReduceMax(origin, inputs.get(0), output, axes);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.REDUCE_MAX;
    }

    @Override
    public Formula formula() {
        return Formula.MAXIMUM;
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new ReduceMax(
                origin, input, output, axes.stream().map(Axis::transposed).toList()));
    }
}
