package dev.pex.operator;

import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.Violation;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Arithmetic mean (docs/NUMERICS.md, 7.6). */
public record Mean(Origin origin, int input, int output, List<Axis> axes) implements Reduction {
    public Mean {
        axes = List.copyOf(axes);
    }

    @Override
    public Mean withTensors(List<Integer> inputs, int output) {
        return new Mean(origin, inputs.get(0), output, axes);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.MEAN;
    }

    @Override
    public Formula formula() {
        return Formula.MEAN;
    }

    @Override
    public Averaged arithmetic(Tensors tensors) {
        Tensor in = tensors.tensor(input);
        return Averaged.mean(count(tensors), in, tensors.outputOf(this));
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        return arithmetic(tensors).violation();
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Mean(
                origin, input, output, axes.stream().map(Axis::transposed).toList()));
    }
}
