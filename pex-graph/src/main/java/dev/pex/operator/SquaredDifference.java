package dev.pex.operator;

import dev.pex.quant.Squared;
import dev.pex.quant.Violation;
import java.util.List;
import java.util.Optional;

/** Square of the difference of two tensors (docs/NUMERICS.md, 7.19). */
public record SquaredDifference(Origin origin, int left, int right, int output) implements Binary {
    @Override
    public SquaredDifference withTensors(List<Integer> inputs, int output) {
        return new SquaredDifference(origin, inputs.get(0), inputs.get(1), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.SQUARED_DIFFERENCE;
    }

    @Override
    public Formula formula() {
        return Formula.SQUARED_DIFFERENCE;
    }

    @Override
    public double compute(double left, double right) {
        return (left - right) * (left - right);
    }

    @Override
    public Squared arithmetic(Tensors tensors) {
        return Squared.of(tensors.tensor(left), tensors.tensor(right), tensors.outputOf(this));
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        return Squared.violation(tensors.tensor(left), tensors.tensor(right), tensors.outputOf(this));
    }
}
