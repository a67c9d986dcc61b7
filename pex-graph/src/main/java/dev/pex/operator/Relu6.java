package dev.pex.operator;

import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * x between 0 and 6 in the input's quantisation: the output's is not looked at (docs/NUMERICS.md, 7.22).
 */
public record Relu6(Origin origin, int input, int output) implements TableFunction {
    @Override
    public Relu6 withTensors(List<Integer> inputs, int output) {
        return new Relu6(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.RELU_6;
    }

    @Override
    public double compute(double x) {
        return Math.min(Math.max(x, 0), 6);
    }

    @Override
    public Optional<Activation> asActivation() {
        return Optional.of(Activation.RELU6);
    }

    @Override
    public Values values() {
        return Values.SAME_SCALE;
    }

    @Override
    public void checkTypes(Tensors tensors) {
        TypeChecks.requireInt8(tensors, this);
    }

    @Override
    public IntUnaryOperator formula(Tensor in, Tensor out) {
        int lowest = Activation.RELU6.minimum(in);
        int highest = Activation.RELU6.maximum(in);
        return q -> Math.min(Math.max(q, lowest), highest);
    }

    @Override
    public Optional<Caution> caution(Tensor in, Tensor out) {
        return in.quantization().equals(out.quantization())
                ? Optional.empty()
                : Optional.of(new Caution(
                        "its output is quantised unlike its input, but values are copied as they are",
                        "TensorFlow Lite Micro does so too; fuse RELU6 into the layer before it"));
    }
}
