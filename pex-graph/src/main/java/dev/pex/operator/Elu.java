package dev.pex.operator;

import dev.pex.quant.FixedPoint;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * x, or exp(x) - 1 where x is negative (docs/NUMERICS.md, 7.36).
 */
public record Elu(Origin origin, int input, int output) implements TableFunction {
    @Override
    public Elu withTensors(List<Integer> inputs, int output) {
        return new Elu(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.ELU;
    }

    @Override
    public double compute(double x) {
        return x < 0 ? StrictMath.expm1(x) : x;
    }

    /** In float32, except for the exponential, which is rounded to float32: every machine makes the same table. */
    @Override
    public IntUnaryOperator formula(Tensor in, Tensor out) {
        float inverse = 1 / out.scale();
        return q -> {
            float x = in.scale() * (q - in.zeroPoint());
            float y = x < 0 ? (float) StrictMath.exp(x) - 1 : x;
            float steps = (float) FixedPoint.roundHalfAway(y * inverse);
            return (int) (steps + out.zeroPoint());
        };
    }

    /** The reciprocal of a smaller scale is no float32. */
    @Override
    public Optional<Violation> violation(Tensor in, Tensor out) {
        return Violation.unlessWithin(
                "its output scale", out.scale(), Float.MIN_NORMAL, Double.POSITIVE_INFINITY, "from 2^-126 on");
    }
}
