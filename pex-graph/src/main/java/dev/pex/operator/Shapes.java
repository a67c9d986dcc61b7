package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;

/** What several operators state alike about extents and parts. */
final class Shapes {
    private Shapes() {}

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The extent that two windows make of an input. */
    static Extent windowed(Extent in, Window rows, Window columns, int channels) {
        require(rows.input() == in.rows() && columns.input() == in.columns(), "window does not fit input " + in);
        return new Extent(rows.output(), columns.output(), channels);
    }

    /** The extent of two operands, either of which may have extent 1 along an axis. */
    static Extent broadcast(Extent left, Extent right) {
        Extent out = left;
        for (Axis axis : Axis.values()) {
            int a = left.along(axis);
            int b = right.along(axis);
            require(a == b || a == 1 || b == 1, "operands " + left + " and " + right + " do not broadcast");
            out = out.with(axis, Math.max(a, b));
        }
        return out;
    }

    /** What an output part reads of an operand whose axes of extent 1 are broadcast. */
    static Part broadcast(Part out, Extent operand) {
        Part part = out;
        for (Axis axis : Axis.values()) {
            part = operand.along(axis) == 1 ? part.with(axis, Range.all(1)) : part;
        }
        return part;
    }

    /** The order of kernels that read an operand element by element, unless its axes of extent 1 are broadcast. */
    static AccessOrder broadcastOrder(Tensors tensors, Operator operator, int operand) {
        Extent output = tensors.outputOf(operator).extent();
        return tensors.operand(operator, operand).extent().equals(output) ? AccessOrder.ELEMENTS : AccessOrder.NONE;
    }

    /** The indices that a range names in an axis that begins {@code before} the range's own coordinates. */
    static Range shifted(Range out, int before, int inputExtent) {
        int start = Math.min(inputExtent, Math.max(0, out.start() - before));
        return new Range(start, Math.min(inputExtent, Math.max(start, out.end() - before)));
    }
}
