package dev.pex.operator;

import dev.pex.quant.Multiplied;
import dev.pex.quant.QuantizedMultiplier;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.Optional;

/** Product of two tensors (docs/NUMERICS.md, 7.13). */
public record Multiply(Origin origin, int left, int right, int output, Activation activation)
        implements ActivatedBinary {
    @Override
    public Multiply with(int left, int right, int output, Activation activation) {
        return new Multiply(origin, left, right, output, activation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.MULTIPLY;
    }

    @Override
    public Formula formula() {
        return Formula.MULTIPLY;
    }

    @Override
    public double compute(double left, double right) {
        return left * right;
    }

    @Override
    public Multiplied arithmetic(Tensors tensors) {
        Tensor left = tensors.tensor(this.left);
        Tensor right = tensors.tensor(this.right);
        Tensor out = tensors.outputOf(this);
        double factor = (double) left.scale() * (double) right.scale() / (double) out.scale();
        return new Multiplied(
                -left.zeroPoint(),
                -right.zeroPoint(),
                out.zeroPoint(),
                QuantizedMultiplier.of(factor),
                activation.minimum(out),
                activation.maximum(out));
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        return arithmetic(tensors).violation();
    }
}
