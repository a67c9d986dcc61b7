package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.PerAxis;
import java.util.List;
import java.util.Optional;

/**
 * Every {@code stride}-th element from {@code begin} on, along each axis, as many as the output has.
 *
 * @param begin first index of each axis, not negative
 * @param stride input elements between neighbouring outputs, at least 1
 */
public record Slice(Origin origin, int input, int output, PerAxis begin, PerAxis stride) implements Movement, Unary {
    public Slice {
        for (Axis axis : Axis.values()) {
            if (begin.along(axis) < 0 || stride.along(axis) < 1) {
                throw new IllegalArgumentException("slice from " + begin + " by " + stride);
            }
        }
    }

    @Override
    public Slice withTensors(List<Integer> inputs, int output) {
        return new Slice(origin, inputs.get(0), output, begin, stride);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Slice(origin, input, output, begin.transposed(), stride.transposed()));
    }
}
