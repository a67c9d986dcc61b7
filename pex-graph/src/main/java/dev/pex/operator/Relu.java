package dev.pex.operator;

import dev.pex.quant.FunctionFormulas;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * max(x, 0) (docs/NUMERICS.md, 7.21).
 */
public record Relu(Origin origin, int input, int output) implements TableFunction {
    @Override
    public Relu withTensors(List<Integer> inputs, int output) {
        return new Relu(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.RELU;
    }

    @Override
    public double compute(double x) {
        return Math.max(x, 0);
    }

    @Override
    public Optional<Activation> asActivation() {
        return Optional.of(Activation.RELU);
    }

    @Override
    public boolean passesChannelFactors() {
        return true;
    }

    @Override
    public IntUnaryOperator formula(Tensor in, Tensor out) {
        return FunctionFormulas.limited(in, out, Activation.RELU.minimum(out), Activation.RELU.maximum(out));
    }

    @Override
    public Optional<Violation> violation(Tensor in, Tensor out) {
        return FunctionFormulas.identityViolation(FunctionFormulas.identityFactor(in, out));
    }
}
