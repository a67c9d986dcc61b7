package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Part;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.Optional;

/**
 * Every {@code stride}-th element from {@code begin} on, along each axis, as many as the output has (docs/NUMERICS.md,
 * 7.31).
 *
 * @param begin first index of each axis, not negative
 * @param stride input elements between neighbouring outputs, at least 1
 */
public record Slice(Origin origin, int input, int output, PerAxis begin, PerAxis stride) implements Unary, Movement {
    public Slice {
        for (Axis axis : Axis.values()) {
            if (begin.along(axis) < 0 || stride.along(axis) < 1) {
                throw new IllegalArgumentException("slice from " + begin + " by " + stride);
            }
        }
    }

    @Override
    public Slice withTensors(List<Integer> inputs, int output) {
        return new Slice(origin, inputs.get(0), output, begin, stride);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.SLICE;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.slice(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        for (Axis axis : Axis.values()) {
            long last = begin.along(axis) + (declared.along(axis) - 1L) * stride.along(axis);
            Shapes.require(last < in.along(axis), "slice of " + in + " to " + declared);
        }
        return declared;
    }

    /** A slice that keeps the extent keeps all. */
    @Override
    public boolean isIdentity(Tensors tensors) {
        return tensors.tensor(input).extent().equals(tensors.outputOf(this).extent());
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        Part part = out;
        for (Axis axis : Axis.values()) {
            int first = begin.along(axis);
            int step = stride.along(axis);
            Range range = out.along(axis);
            part = part.with(axis, new Range(first + range.start() * step, first + (range.end() - 1) * step + 1));
        }
        return part;
    }

    @Override
    public List<SharedBox> sharedBoxes(Tensors tensors) {
        return List.of(new SharedBox(output, input, begin, stride));
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.perAxis(begin, stride);
    }

    static Slice read(AttributeReader a) {
        return new Slice(a.origin(), a.input(), a.output(), a.first(), a.second());
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Slice(origin, input, output, begin.transposed(), stride.transposed()));
    }

    /** None when the kept channels no longer lie at equal distances. */
    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        int[] read = kept.output().toArray();
        for (int i = 0; i < read.length; i++) {
            read[i] = begin.channels() + read[i] * stride.channels();
        }
        Ints places = kept.input().placesOf(Ints.copyOf(read));
        int first = places.get(0);
        int step = places.size() > 1 ? places.get(1) - first : 1;
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i) != first + i * step) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new Slice(origin, input, output, begin.with(Axis.CHANNELS, first), stride.with(Axis.CHANNELS, step)));
    }
}
