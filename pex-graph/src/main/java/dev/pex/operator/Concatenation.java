package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.PerAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tensors one after the other along an axis (docs/NUMERICS.md, 7.30).
 *
 * @param inputs in this order; all have the same extent along the other axes
 */
public record Concatenation(Origin origin, List<Integer> inputs, int output, Axis axis) implements Movement {
    public Concatenation {
        inputs = List.copyOf(inputs);
    }

    @Override
    public Concatenation withTensors(List<Integer> newInputs, int newOutput) {
        return new Concatenation(origin, newInputs, newOutput, axis);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.CONCATENATION;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.concatenation(this);
    }

    /** Where an operand begins along the axis of the output. */
    public int start(Tensors tensors, int operand) {
        int start = 0;
        for (int i = 0; i < operand; i++) {
            start += tensors.tensor(inputs.get(i)).extent().along(axis);
        }
        return start;
    }

    @Override
    public Extent shape(List<Extent> operands, Extent declared) {
        Extent first = operands.get(0);
        int sum = 0;
        for (Extent extent : operands) {
            Shapes.require(
                    extent.with(axis, 1).equals(first.with(axis, 1)),
                    "concatenation of " + first + " and " + extent + " along " + axis);
            sum = Math.addExact(sum, extent.along(axis));
        }
        return first.with(axis, sum);
    }

    @Override
    public boolean isIdentity(Tensors tensors) {
        return inputs.size() == 1;
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        int extent = tensors.operand(this, operand).extent().along(axis);
        return out.with(axis, Shapes.shifted(out.along(axis), start(tensors, operand), extent));
    }

    @Override
    public List<SharedBox> sharedBoxes(Tensors tensors) {
        List<SharedBox> boxes = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            PerAxis begin = new PerAxis(0, 0, 0).with(axis, start(tensors, i));
            boxes.add(new SharedBox(inputs.get(i), output, begin, SharedBox.DENSE));
        }
        return boxes;
    }

    @Override
    public int constantBytes(Tensors tensors) {
        return tensors.constantOperandBytes(this);
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.axes(List.of(axis));
    }

    static Concatenation read(AttributeReader a) {
        a.require(!a.inputs().isEmpty(), "it has no inputs");
        return new Concatenation(a.origin(), a.inputs(), a.output(), a.axis(0, 1));
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Concatenation(origin, inputs, output, axis.transposed()));
    }

    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return Optional.of(this);
    }
}
