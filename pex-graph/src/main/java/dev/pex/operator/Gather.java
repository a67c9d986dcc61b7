package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Ints;
import java.util.List;
import java.util.Optional;

/**
 * Slices of the input, picked along an axis.
 *
 * @param indices for each index of the output along the axis, the one of the input
 */
public record Gather(Origin origin, int input, int output, Axis axis, Ints indices) implements Unary {
    @Override
    public Gather withTensors(List<Integer> inputs, int output) {
        return new Gather(origin, inputs.get(0), output, axis, indices);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Gather(origin, input, output, axis.transposed(), indices));
    }
}
