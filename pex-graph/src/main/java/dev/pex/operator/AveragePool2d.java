package dev.pex.operator;

import dev.pex.quant.Violation;
import java.util.List;
import java.util.Optional;

/** Average over a window; absent taps are not counted (docs/NUMERICS.md, 7.4). */
public record AveragePool2d(Origin origin, int input, int output, Window rows, Window columns, Activation activation)
        implements Pooling {
    @Override
    public AveragePool2d withTensors(List<Integer> inputs, int output) {
        return new AveragePool2d(origin, inputs.get(0), output, rows, columns, activation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.AVERAGE_POOL_2D;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.averagePool2d(this);
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        long taps = (long) rows.kernel() * columns.kernel();
        return Violation.unlessInt32(128 * taps + taps / 2, "a sum of " + taps + " taps");
    }

    static AveragePool2d read(AttributeReader a) {
        return new AveragePool2d(a.origin(), a.input(), a.output(), a.rows(), a.columns(), a.activation());
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new AveragePool2d(origin, input, output, columns, rows, activation));
    }
}
