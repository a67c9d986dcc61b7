package dev.pex.operator;

import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.OptionalInt;

/**
 * Other numbers of rows and columns; each output element copies one of the input's (docs/NUMERICS.md, 7.32).
 */
public record ResizeNearest(Origin origin, int input, int output, Resampling resampling) implements Resize, Movement {
    @Override
    public ResizeNearest withTensors(List<Integer> inputs, int output) {
        return new ResizeNearest(origin, inputs.get(0), output, resampling);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.RESIZE_NEAREST;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.resizeNearest(this);
    }

    /** With aligned corners and half pixel centres, even an equal size moves the elements. */
    @Override
    public boolean isIdentity(Tensors tensors) {
        Extent in = tensors.tensor(input).extent();
        return in.equals(tensors.outputOf(this).extent())
                && resampling.nearestDivisor(in.rows(), in.rows()).equals(OptionalInt.of(1))
                && resampling.nearestDivisor(in.columns(), in.columns()).equals(OptionalInt.of(1));
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        Extent in = tensors.tensor(input).extent();
        Extent all = tensors.outputOf(this).extent();
        return new Part(
                sources(out.rows(), in.rows(), all.rows()),
                sources(out.columns(), in.columns(), all.columns()),
                out.channels());
    }

    /** Sources ascend with the outputs, so the ends of the range decide. */
    private Range sources(Range out, int inputExtent, int outputExtent) {
        return new Range(
                resampling.nearest(out.start(), inputExtent, outputExtent),
                resampling.nearest(out.end() - 1, inputExtent, outputExtent) + 1);
    }

    /** A table of sources for each axis whose sources no division gives. */
    @Override
    public int constantBytes(Tensors tensors) {
        Extent in = tensors.tensor(input).extent();
        Extent out = tensors.outputOf(this).extent();
        return tableBytes(in.rows(), out.rows()) + tableBytes(in.columns(), out.columns());
    }

    private int tableBytes(int inputExtent, int outputExtent) {
        return resampling.nearestDivisor(inputExtent, outputExtent).isPresent() ? 0 : outputExtent * Short.BYTES;
    }

    static ResizeNearest read(AttributeReader a) {
        return new ResizeNearest(a.origin(), a.input(), a.output(), a.resampling());
    }
}
