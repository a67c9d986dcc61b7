package dev.pex.operator;

import dev.pex.tensor.Axis;
import java.util.List;
import java.util.Optional;

/** Sum. */
public record Sum(Origin origin, int input, int output, List<Axis> axes) implements Reduction {
    @Override
    public Sum withTensors(List<Integer> inputs, int output) {
        return new Sum(origin, inputs.get(0), output, axes);
    }

    public Sum {
        axes = List.copyOf(axes);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Sum(
                origin, input, output, axes.stream().map(Axis::transposed).toList()));
    }
}
