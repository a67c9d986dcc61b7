package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Permutation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Exchanges axes (docs/NUMERICS.md, 7.8).
 */
public record Transpose(Origin origin, int input, int output, Permutation permutation) implements Unary, Movement {
    @Override
    public Transpose withTensors(List<Integer> inputs, int output) {
        return new Transpose(origin, inputs.get(0), output, permutation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.TRANSPOSE;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.transpose(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        return new Extent(
                in.along(permutation.rows()), in.along(permutation.columns()), in.along(permutation.channels()));
    }

    /** Elements keep their flat order when the axes that have several indices keep theirs. */
    @Override
    public boolean isIdentity(Tensors tensors) {
        Extent in = tensors.tensor(input).extent();
        List<Axis> moved = Stream.of(permutation.rows(), permutation.columns(), permutation.channels())
                .filter(axis -> in.along(axis) > 1)
                .toList();
        return moved.equals(moved.stream().sorted().toList());
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        Part part = out;
        for (Axis axis : Axis.values()) {
            part = part.with(permutation.source(axis), out.along(axis));
        }
        return part;
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.axes(List.of(permutation.rows(), permutation.columns(), permutation.channels()));
    }

    static Transpose read(AttributeReader a) {
        Permutation permutation = new Permutation(a.axis(0, 3), a.axis(1, 3), a.axis(2, 3));
        return new Transpose(a.origin(), a.input(), a.output(), permutation);
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Transpose(origin, input, output, permutation.transposed()));
    }

    /** None when channels become rows or columns and some are removed. */
    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        boolean stays = permutation.source(Axis.CHANNELS) == Axis.CHANNELS;
        return stays || kept.hasWholeInput(tensors, this) ? Optional.of(this) : Optional.empty();
    }
}
