package dev.pex.operator;

import dev.pex.quant.Arithmetic.Affine;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.util.List;
import java.util.Optional;

/**
 * Int8 or uint8 to float (docs/NUMERICS.md, 7.11).
 */
public record Dequantize(Origin origin, int input, int output) implements Unary {
    @Override
    public Dequantize withTensors(List<Integer> inputs, int output) {
        return new Dequantize(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.DEQUANTIZE;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.dequantize(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        return inputs.get(0);
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        return out;
    }

    @Override
    public Values values() {
        return Values.CONVERTED;
    }

    @Override
    public Affine arithmetic(Tensors tensors) {
        return Affine.of(tensors.tensor(input));
    }

    @Override
    public void checkTypes(Tensors tensors) {
        TypeChecks.requireQuantized(this, tensors.tensor(input));
        TypeChecks.requireType(this, tensors.outputOf(this), ElementType.FLOAT32);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }

    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return Optional.of(this);
    }
}
