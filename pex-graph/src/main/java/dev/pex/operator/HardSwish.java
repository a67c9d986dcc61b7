package dev.pex.operator;

import dev.pex.quant.HardSwishFormula;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * x * min(max(x + 3, 0), 6) / 6 (docs/NUMERICS.md, 7.24).
 */
public record HardSwish(Origin origin, int input, int output) implements TableFunction {
    @Override
    public HardSwish withTensors(List<Integer> inputs, int output) {
        return new HardSwish(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.HARD_SWISH;
    }

    @Override
    public double compute(double x) {
        return x * Math.min(Math.max(x + 3, 0), 6) / 6;
    }

    @Override
    public IntUnaryOperator formula(Tensor in, Tensor out) {
        return new HardSwishFormula(in, out);
    }

    @Override
    public Optional<Violation> violation(Tensor in, Tensor out) {
        return HardSwishFormula.violation(in, out);
    }
}
