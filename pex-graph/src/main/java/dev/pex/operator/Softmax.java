package dev.pex.operator;

import dev.pex.quant.Arithmetic.Normalised;
import dev.pex.quant.Violation;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.Optional;

/**
 * Softmax over channels with the fixed output scale 1/256 and zero point -128 (docs/NUMERICS.md, 7.9).
 *
 * @param beta factor of the exponents, positive and finite
 */
public record Softmax(Origin origin, int input, int output, float beta) implements Unary {
    @Override
    public Softmax withTensors(List<Integer> inputs, int output) {
        return new Softmax(origin, inputs.get(0), output, beta);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.SOFTMAX;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.softmax(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        return inputs.get(0);
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        return out.with(Axis.CHANNELS, Range.all(tensors.tensor(input).extent().channels()));
    }

    @Override
    public AccessOrder accessOrder(Tensors tensors, int operand) {
        return AccessOrder.ELEMENTS;
    }

    @Override
    public Optional<Quantization> fixedQuantization() {
        return Optional.of(Quantization.OF_SHARES);
    }

    @Override
    public Normalised arithmetic(Tensors tensors) {
        return Normalised.of(tensors.tensor(input), beta);
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        return Normalised.violation(tensors.tensor(input), beta);
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.number(beta);
    }

    static Softmax read(AttributeReader a) {
        float beta = a.number();
        a.require(beta > 0 && Float.isFinite(beta), "its number is " + beta);
        return new Softmax(a.origin(), a.input(), a.output(), beta);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(this);
    }

    /** None when channels are removed: shares are those of all channels. */
    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return kept.hasWholeInput(tensors, this) ? Optional.of(this) : Optional.empty();
    }
}
