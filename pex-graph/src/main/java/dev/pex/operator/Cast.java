package dev.pex.operator;

import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Unscaled;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.util.List;
import java.util.Optional;

/**
 * The stored numbers in another type; scales and zero points play no part (docs/NUMERICS.md, 7.27).
 */
public record Cast(Origin origin, int input, int output) implements Unary {
    @Override
    public Cast withTensors(List<Integer> inputs, int output) {
        return new Cast(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.CAST;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.cast(this);
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
    public Arithmetic arithmetic(Tensors tensors) {
        return new Unscaled();
    }

    /** It converts any type to any other. */
    @Override
    public void checkTypes(Tensors tensors) {}

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }

    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return Optional.of(this);
    }
}
