package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/** Maximum over a window; absent taps are not counted (docs/NUMERICS.md, 7.15). */
public record MaxPool2d(Origin origin, int input, int output, Window rows, Window columns, Activation activation)
        implements Pooling {
    @Override
    public MaxPool2d withTensors(List<Integer> inputs, int output) {
        return new MaxPool2d(origin, inputs.get(0), output, rows, columns, activation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.MAX_POOL_2D;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.maxPool2d(this);
    }

    @Override
    public Accumulator accumulator() {
        return Accumulator.OUTPUT;
    }

    static MaxPool2d read(AttributeReader a) {
        return new MaxPool2d(a.origin(), a.input(), a.output(), a.rows(), a.columns(), a.activation());
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new MaxPool2d(origin, input, output, columns, rows, activation));
    }
}
