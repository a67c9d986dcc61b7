package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** Other numbers of rows and columns; each output element lies between four of the input's. */
public record ResizeBilinear(Origin origin, int input, int output, Resampling resampling) implements Movement, Unary {
    @Override
    public ResizeBilinear withTensors(List<Integer> inputs, int output) {
        return new ResizeBilinear(origin, inputs.get(0), output, resampling);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }
}
