package dev.pex.operator;

import dev.pex.quant.Arithmetic.Affine;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.util.List;
import java.util.Optional;

/**
 * Float to int8 or uint8 (docs/NUMERICS.md, 7.10).
 */
public record Quantize(Origin origin, int input, int output) implements Unary {
    @Override
    public Quantize withTensors(List<Integer> inputs, int output) {
        return new Quantize(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.QUANTIZE;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.quantize(this);
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
    public AccessOrder accessOrder(Tensors tensors, int operand) {
        return AccessOrder.ELEMENTS;
    }

    @Override
    public Affine arithmetic(Tensors tensors) {
        return Affine.of(tensors.outputOf(this));
    }

    @Override
    public void checkTypes(Tensors tensors) {
        TypeChecks.requireType(this, tensors.tensor(input), ElementType.FLOAT32);
        TypeChecks.requireQuantized(this, tensors.outputOf(this));
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
