package dev.pex.operator;

import dev.pex.quant.FunctionFormulas;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * x, or x * alpha where x is negative (docs/NUMERICS.md, 7.23).
 *
 * @param alpha finite and not negative
 */
public record LeakyRelu(Origin origin, int input, int output, float alpha) implements TableFunction {
    @Override
    public LeakyRelu withTensors(List<Integer> inputs, int output) {
        return new LeakyRelu(origin, inputs.get(0), output, alpha);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.LEAKY_RELU;
    }

    @Override
    public double compute(double x) {
        return x >= 0 ? x : x * alpha;
    }

    @Override
    public IntUnaryOperator formula(Tensor in, Tensor out) {
        return FunctionFormulas.leaky(in, out, alpha);
    }

    @Override
    public Optional<Violation> violation(Tensor in, Tensor out) {
        return FunctionFormulas.leakyViolation(in, out, alpha);
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.number(alpha);
    }

    static LeakyRelu read(AttributeReader a) {
        float alpha = a.number();
        a.require(alpha >= 0 && Float.isFinite(alpha), "its number is " + alpha);
        return new LeakyRelu(a.origin(), a.input(), a.output(), alpha);
    }
}
