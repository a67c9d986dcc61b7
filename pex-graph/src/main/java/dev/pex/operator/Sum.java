package dev.pex.operator;

import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.Violation;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Sum (docs/NUMERICS.md, 7.16). */
public record Sum(Origin origin, int input, int output, List<Axis> axes) implements Reduction {
    public Sum {
        axes = List.copyOf(axes);
    }

    @Override
    public Sum withTensors(List<Integer> inputs, int output) {
        return new Sum(origin, inputs.get(0), output, axes);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.SUM;
    }

    @Override
    public Formula formula() {
        return Formula.SUM;
    }

    @Override
    public Averaged arithmetic(Tensors tensors) {
        Tensor in = tensors.tensor(input);
        return Averaged.sum(count(tensors), in, tensors.outputOf(this));
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        return arithmetic(tensors).violation();
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Sum(
                origin, input, output, axes.stream().map(Axis::transposed).toList()));
    }
}
