package dev.pex.operator;

import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.Optional;

/**
 * The same elements in the same flat order, under another extent (docs/NUMERICS.md, 7.8).
 */
public record Reshape(Origin origin, int input, int output) implements Unary, Movement {
    @Override
    public Reshape withTensors(List<Integer> inputs, int output) {
        return new Reshape(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.RESHAPE;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.reshape(this);
    }

    @Override
    public boolean isAlias() {
        return true;
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        Shapes.require(in.elements() == declared.elements(), "reshape of " + in + " to " + declared);
        return declared;
    }

    /** The bounding rectangle of a flat range: exact when it spans whole rows, or lies in one row or pixel. */
    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        Extent in = tensors.tensor(input).extent();
        Extent all = tensors.outputOf(this).extent();
        int first = all.index(
                out.rows().start(), out.columns().start(), out.channels().start());
        int last = all.index(
                out.rows().end() - 1, out.columns().end() - 1, out.channels().end() - 1);
        int rowElements = in.columns() * in.channels();
        Range rows = new Range(first / rowElements, last / rowElements + 1);
        if (rows.size() > 1) {
            return new Part(rows, Range.all(in.columns()), Range.all(in.channels()));
        }
        int firstInRow = first % rowElements;
        int lastInRow = last % rowElements;
        Range columns = new Range(firstInRow / in.channels(), lastInRow / in.channels() + 1);
        if (columns.size() > 1) {
            return new Part(rows, columns, Range.all(in.channels()));
        }
        return new Part(rows, columns, new Range(firstInRow % in.channels(), lastInRow % in.channels() + 1));
    }

    /** None: the flat order of its elements would be another. */
    @Override
    public Optional<Operator> transposed() {
        return Optional.empty();
    }

    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return Optional.of(this);
    }
}
