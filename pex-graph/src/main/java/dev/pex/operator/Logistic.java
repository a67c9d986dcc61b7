package dev.pex.operator;

import dev.pex.quant.FunctionFormulas;
import dev.pex.quant.Violation;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * 1 / (1 + exp(-x)) with the fixed output scale 1/256 and zero point -128 (docs/NUMERICS.md, 7.20).
 */
public record Logistic(Origin origin, int input, int output) implements TableFunction {
    @Override
    public Logistic withTensors(List<Integer> inputs, int output) {
        return new Logistic(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.LOGISTIC;
    }

    @Override
    public double compute(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    @Override
    public Optional<Quantization> fixedQuantization() {
        return Optional.of(Quantization.OF_SHARES);
    }

    @Override
    public IntUnaryOperator formula(Tensor in, Tensor out) {
        return FunctionFormulas.logistic(in);
    }

    @Override
    public Optional<Violation> violation(Tensor in, Tensor out) {
        return FunctionFormulas.fixedPointViolation(in);
    }
}
