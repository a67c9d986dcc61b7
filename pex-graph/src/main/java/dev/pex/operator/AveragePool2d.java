package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** Average over a window; absent taps are not counted. */
public record AveragePool2d(Origin origin, int input, int output, Window rows, Window columns, Activation activation)
        implements Pooling {
    @Override
    public AveragePool2d withTensors(List<Integer> inputs, int output) {
        return new AveragePool2d(origin, inputs.get(0), output, rows, columns, activation);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new AveragePool2d(origin, input, output, columns, rows, activation));
    }
}
