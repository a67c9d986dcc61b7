package dev.pex.operator;

import dev.pex.quant.FunctionFormulas;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * x between -1 and 1 (docs/NUMERICS.md, 7.21).
 */
public record ReluN1To1(Origin origin, int input, int output) implements TableFunction {
    @Override
    public ReluN1To1 withTensors(List<Integer> inputs, int output) {
        return new ReluN1To1(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.RELU_N1_TO_1;
    }

    @Override
    public double compute(double x) {
        return Math.min(Math.max(x, -1), 1);
    }

    @Override
    public Optional<Activation> asActivation() {
        return Optional.of(Activation.RELU_N1_TO_1);
    }

    @Override
    public IntUnaryOperator formula(Tensor in, Tensor out) {
        return FunctionFormulas.limited(
                in, out, Activation.RELU_N1_TO_1.minimum(out), Activation.RELU_N1_TO_1.maximum(out));
    }

    @Override
    public Optional<Violation> violation(Tensor in, Tensor out) {
        return FunctionFormulas.identityViolation(FunctionFormulas.identityFactor(in, out));
    }
}
