package dev.pex.operator;

import dev.pex.quant.Arithmetic.Rescaled;
import dev.pex.quant.Violation;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.util.List;
import java.util.Optional;

/**
 * Between integer quantisations: int8 or uint8 to int8 or uint8 (docs/NUMERICS.md, 7.10).
 */
public record Requantize(Origin origin, int input, int output) implements Unary {
    @Override
    public Requantize withTensors(List<Integer> inputs, int output) {
        return new Requantize(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.REQUANTIZE;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.requantize(this);
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
    public Rescaled arithmetic(Tensors tensors) {
        return Rescaled.of(tensors.tensor(input), tensors.outputOf(this));
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        return Rescaled.violation(tensors.tensor(input), tensors.outputOf(this));
    }

    @Override
    public void checkTypes(Tensors tensors) {
        TypeChecks.requireQuantized(this, tensors.tensor(input));
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
