package dev.pex.operator;

import dev.pex.quant.FunctionFormulas;
import dev.pex.quant.QuantizedMultiplier;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * |x| (docs/NUMERICS.md, 7.35).
 */
public record Abs(Origin origin, int input, int output) implements TableFunction {
    @Override
    public Abs withTensors(List<Integer> inputs, int output) {
        return new Abs(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.ABS;
    }

    @Override
    public double compute(double x) {
        return Math.abs(x);
    }

    @Override
    public boolean passesChannelFactors() {
        return true;
    }

    @Override
    public IntUnaryOperator formula(Tensor in, Tensor out) {
        QuantizedMultiplier scale = QuantizedMultiplier.of(factor(in, out));
        return q -> out.zeroPoint() + scale.multiply(Math.abs(q - in.zeroPoint()));
    }

    @Override
    public Optional<Violation> violation(Tensor in, Tensor out) {
        return FunctionFormulas.identityViolation(factor(in, out));
    }

    /** The quotient of the scales, in double. */
    private static double factor(Tensor in, Tensor out) {
        return (double) in.scale() / out.scale();
    }
}
