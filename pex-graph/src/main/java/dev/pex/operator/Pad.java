package dev.pex.operator;

import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Surrounds a tensor with one element.
 *
 * @param before elements added in front, per axis
 * @param after elements added behind, per axis
 * @param value the bytes of the element; when absent it is the zero point, or 0.0
 */
public record Pad(Origin origin, int input, int output, Border before, Border after, Optional<Bytes> value)
        implements Unary {
    /** Padding with the zero point, or with 0.0. */
    public Pad(Origin origin, int input, int output, Border before, Border after) {
        this(origin, input, output, before, after, Optional.empty());
    }

    @Override
    public Pad withTensors(List<Integer> inputs, int output) {
        return new Pad(origin, inputs.get(0), output, before, after, value);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Pad(origin, input, output, before.transposed(), after.transposed(), value));
    }
}
