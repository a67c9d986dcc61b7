package dev.pex.operator;

import dev.pex.tensor.Axis;
import java.util.List;
import java.util.Optional;

/** Minimum. Input and output are quantised alike (docs/NUMERICS.md, 7.18). */
public record ReduceMin(Origin origin, int input, int output, List<Axis> axes) implements Extreme {
    public ReduceMin {
        axes = List.copyOf(axes);
    }

    @Override
    public ReduceMin withTensors(List<Integer> inputs, int output) {
        return new ReduceMin(origin, inputs.get(0), output, axes);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.REDUCE_MIN;
    }

    @Override
    public Formula formula() {
        return Formula.MINIMUM;
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new ReduceMin(
                origin, input, output, axes.stream().map(Axis::transposed).toList()));
    }
}
