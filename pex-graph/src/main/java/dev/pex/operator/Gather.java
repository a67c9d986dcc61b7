package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.Optional;

/**
 * Slices of the input, picked along an axis (docs/NUMERICS.md, 7.28).
 *
 * @param indices for each index of the output along the axis, the one of the input
 */
public record Gather(Origin origin, int input, int output, Axis axis, Ints indices) implements Unary, Movement {
    @Override
    public Gather withTensors(List<Integer> inputs, int output) {
        return new Gather(origin, inputs.get(0), output, axis, indices);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.GATHER;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.gather(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        int extent = in.along(axis);
        for (int i = 0; i < indices.size(); i++) {
            int index = indices.get(i);
            Shapes.require(index >= 0 && index < extent, "index " + index + " of " + extent);
        }
        return in.with(axis, indices.size());
    }

    /** The smallest range that holds the picked indices. */
    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        Range places = out.along(axis);
        int lowest = indices.get(places.start());
        int highest = lowest;
        for (int i = places.start(); i < places.end(); i++) {
            lowest = Math.min(lowest, indices.get(i));
            highest = Math.max(highest, indices.get(i));
        }
        return out.with(axis, new Range(lowest, highest + 1));
    }

    @Override
    public int constantBytes(Tensors tensors) {
        return indices.size() * Integer.BYTES;
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.axes(List.of(axis));
        attributes.indices(indices);
    }

    static Gather read(AttributeReader a) {
        return new Gather(a.origin(), a.input(), a.output(), a.axis(0, 1), a.indices());
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Gather(origin, input, output, axis.transposed(), indices));
    }

    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        if (axis != Axis.CHANNELS) {
            return Optional.of(this);
        }
        Ints places = kept.input().placesOf(indices.select(kept.output()));
        return Optional.of(new Gather(origin, input, output, axis, places));
    }
}
