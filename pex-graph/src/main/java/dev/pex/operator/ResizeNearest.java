package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** Other numbers of rows and columns; each output element copies one of the input's. */
public record ResizeNearest(Origin origin, int input, int output, Resampling resampling) implements Movement, Unary {
    @Override
    public ResizeNearest withTensors(List<Integer> inputs, int output) {
        return new ResizeNearest(origin, inputs.get(0), output, resampling);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }
}
