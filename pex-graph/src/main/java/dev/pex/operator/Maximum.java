package dev.pex.operator;

import dev.pex.quant.Pairwise;
import java.util.List;

/** The larger of two elements. Both operands and the output are quantised alike (docs/NUMERICS.md, 7.14). */
public record Maximum(Origin origin, int left, int right, int output) implements Binary {
    @Override
    public Maximum withTensors(List<Integer> inputs, int output) {
        return new Maximum(origin, inputs.get(0), inputs.get(1), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.MAXIMUM;
    }

    @Override
    public Formula formula() {
        return Formula.MAXIMUM;
    }

    @Override
    public Values values() {
        return Values.SAME_SCALE;
    }

    @Override
    public Pairwise arithmetic(Tensors tensors) {
        return Pairwise.unscaled(Math::max);
    }

    @Override
    public double compute(double left, double right) {
        return Math.max(left, right);
    }
}
