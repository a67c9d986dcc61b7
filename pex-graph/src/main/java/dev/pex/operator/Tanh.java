package dev.pex.operator;

import dev.pex.quant.FunctionFormulas;
import dev.pex.quant.Violation;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Hyperbolic tangent with the fixed output scale 1/128 and zero point 0 (docs/NUMERICS.md, 7.20).
 */
public record Tanh(Origin origin, int input, int output) implements TableFunction {
    @Override
    public Tanh withTensors(List<Integer> inputs, int output) {
        return new Tanh(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.TANH;
    }

    @Override
    public double compute(double x) {
        return StrictMath.tanh(x);
    }

    @Override
    public Optional<Quantization> fixedQuantization() {
        return Optional.of(Quantization.OF_TANH);
    }

    @Override
    public IntUnaryOperator formula(Tensor in, Tensor out) {
        return FunctionFormulas.tanh(in);
    }

    @Override
    public Optional<Violation> violation(Tensor in, Tensor out) {
        return FunctionFormulas.fixedPointViolation(in);
    }
}
