package dev.pex.operator;

import dev.pex.quant.Added;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.Optional;

/** Sum of two tensors (docs/NUMERICS.md, 7.5). */
public record Add(Origin origin, int left, int right, int output, Activation activation) implements ActivatedBinary {
    @Override
    public Add with(int left, int right, int output, Activation activation) {
        return new Add(origin, left, right, output, activation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.ADD;
    }

    @Override
    public Formula formula() {
        return Formula.ADD;
    }

    @Override
    public double compute(double left, double right) {
        return left + right;
    }

    @Override
    public Added arithmetic(Tensors tensors) {
        Tensor left = tensors.tensor(this.left);
        Tensor right = tensors.tensor(this.right);
        Tensor out = tensors.outputOf(this);
        double twiceLargest = 2 * (double) Math.max(left.scale(), right.scale());
        return Added.of(
                left,
                right,
                out,
                activation.minimum(out),
                activation.maximum(out),
                (double) left.scale() / twiceLargest,
                (double) right.scale() / twiceLargest,
                twiceLargest / ((1 << Added.LEFT_SHIFT) * (double) out.scale()),
                1);
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        float outScale = tensors.outputOf(this).scale();
        double twiceLargest = 2.0
                * Math.max(tensors.tensor(left).scale(), tensors.tensor(right).scale());
        return Added.violation(
                twiceLargest / ((double) (1 << Added.LEFT_SHIFT) * outScale), outScale, () -> arithmetic(tensors));
    }
}
