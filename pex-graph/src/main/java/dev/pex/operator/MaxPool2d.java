package dev.pex.operator;

import java.util.List;

/** Maximum over a window; absent taps are not counted. */
public record MaxPool2d(Origin origin, int input, int output, Window rows, Window columns, Activation activation)
        implements Pooling {
    @Override
    public MaxPool2d withTensors(List<Integer> inputs, int output) {
        return new MaxPool2d(origin, inputs.get(0), output, rows, columns, activation);
    }
}
