package dev.pex.operator;

import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Unscaled;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.Optional;

/**
 * Index along an axis, which keeps extent 1, of the largest element; the first of equal ones (docs/NUMERICS.md, 7.26).
 */
public record ArgMax(Origin origin, int input, int output, Axis axis) implements Unary {
    @Override
    public ArgMax withTensors(List<Integer> inputs, int output) {
        return new ArgMax(origin, inputs.get(0), output, axis);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.ARG_MAX;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.argMax(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        return inputs.get(0).with(axis, 1);
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        return out.with(axis, Range.all(tensors.tensor(input).extent().along(axis)));
    }

    @Override
    public Arithmetic arithmetic(Tensors tensors) {
        return new Unscaled();
    }

    @Override
    public void checkTypes(Tensors tensors) {
        TypeChecks.requireInt8(this, tensors.tensor(input));
        TypeChecks.requireType(this, tensors.outputOf(this), ElementType.INT32);
    }

    @Override
    public ElementType floatResult() {
        return ElementType.INT32;
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.axes(List.of(axis));
    }

    static ArgMax read(AttributeReader a) {
        return new ArgMax(a.origin(), a.input(), a.output(), a.axis(0, 1));
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new ArgMax(origin, input, output, axis.transposed()));
    }

    /** None when it finds a channel and some are removed: indices would be others. */
    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return axis == Axis.CHANNELS && !kept.hasWholeInput(tensors, this) ? Optional.empty() : Optional.of(this);
    }
}
