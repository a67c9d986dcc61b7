package dev.pex.operator;

import dev.pex.tensor.Permutation;
import java.util.List;
import java.util.Optional;

/** Exchanges axes. */
public record Transpose(Origin origin, int input, int output, Permutation permutation) implements Unary {
    @Override
    public Transpose withTensors(List<Integer> inputs, int output) {
        return new Transpose(origin, inputs.get(0), output, permutation);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Transpose(origin, input, output, permutation.transposed()));
    }
}
