package dev.pex.operator;

import dev.pex.quant.Pairwise;
import java.util.List;

/** The smaller of two elements. Both operands and the output are quantised alike (docs/NUMERICS.md, 7.14). */
public record Minimum(Origin origin, int left, int right, int output) implements Binary {
    @Override
    public Minimum withTensors(List<Integer> inputs, int output) {
        return new Minimum(origin, inputs.get(0), inputs.get(1), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.MINIMUM;
    }

    @Override
    public Formula formula() {
        return Formula.MINIMUM;
    }

    @Override
    public Values values() {
        return Values.SAME_SCALE;
    }

    @Override
    public Pairwise arithmetic(Tensors tensors) {
        return Pairwise.unscaled(Math::min);
    }

    @Override
    public double compute(double left, double right) {
        return Math.min(left, right);
    }
}
