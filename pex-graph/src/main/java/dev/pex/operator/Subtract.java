package dev.pex.operator;

import dev.pex.quant.Added;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.Optional;

/** Difference of two tensors: left minus right (docs/NUMERICS.md, 7.12). The reference computes its scales in float32. */
public record Subtract(Origin origin, int left, int right, int output, Activation activation)
        implements ActivatedBinary {
    @Override
    public Subtract with(int left, int right, int output, Activation activation) {
        return new Subtract(origin, left, right, output, activation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.SUBTRACT;
    }

    @Override
    public Formula formula() {
        return Formula.SUBTRACT;
    }

    @Override
    public double compute(double left, double right) {
        return left - right;
    }

    @Override
    public Added arithmetic(Tensors tensors) {
        Tensor left = tensors.tensor(this.left);
        Tensor right = tensors.tensor(this.right);
        Tensor out = tensors.outputOf(this);
        float twiceLargest = 2 * Math.max(left.scale(), right.scale());
        return Added.of(
                left,
                right,
                out,
                activation.minimum(out),
                activation.maximum(out),
                left.scale() / twiceLargest,
                right.scale() / twiceLargest,
                twiceLargest / ((1 << Added.LEFT_SHIFT) * out.scale()),
                -1);
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        float outScale = tensors.outputOf(this).scale();
        float twiceLargest =
                2 * Math.max(tensors.tensor(left).scale(), tensors.tensor(right).scale());
        return Added.violation(
                twiceLargest / ((float) (1 << Added.LEFT_SHIFT) * outScale), outScale, () -> arithmetic(tensors));
    }
}
