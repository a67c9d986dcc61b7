package dev.pex.kernel;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.operator.AccessOrder;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.OptionalInt;

/**
 * How far an output may reach into bytes that the same step still reads. Kernels visit output pixels in
 * row-major order and touch nothing that a later pixel needs, so an output may lie over an operand as long
 * as writing stays behind reading.
 */
public final class Overlap {
    private Overlap() {}

    /**
     * The highest address of the output, relative to rows of an operand that nobody reads after this step,
     * at which no pixel is overwritten before its last reader is done. Both lie densely.
     *
     * @param operand index in {@link Operator#inputs()}
     * @param out rows of the output, over all columns and channels
     * @param in rows of the operand
     * @return address of the first output byte minus that of the first operand byte; empty when the kernel
     *     makes no promise, or no pixel reads these rows
     */
    public static OptionalInt distance(Graph graph, Operator operator, int operand, Range out, Range in) {
        AccessOrder order = operator.accessOrder(graph, operand);
        if (order == AccessOrder.NONE) {
            return OptionalInt.empty();
        }
        if (order == AccessOrder.ELEMENTS) {
            return out.equals(in) ? OptionalInt.of(0) : OptionalInt.empty();
        }
        Extent outExtent = graph.outputOf(operator).extent();
        Extent inExtent = graph.inputsOf(operator).get(operand).extent();
        int elementBytes = graph.inputsOf(operator).get(operand).type().bytes();
        int pixelBytes = outExtent.channels() * graph.outputOf(operator).type().bytes();
        long distance = Integer.MAX_VALUE;
        long lowestRead = Integer.MAX_VALUE;
        for (int row = out.end() - 1; row >= out.start(); row--) {
            for (int column = outExtent.columns() - 1; column >= 0; column--) {
                Part pixel = new Part(
                        new Range(row, row + 1), new Range(column, column + 1), Range.all(outExtent.channels()));
                Part read = Dependence.read(graph, operator, operand, pixel);
                int firstRow = Math.max(in.start(), read.rows().start());
                if (!read.isEmpty() && firstRow < Math.min(in.end(), read.rows().end())) {
                    int element = inExtent.index(
                            firstRow - in.start(),
                            read.columns().start(),
                            read.channels().start());
                    lowestRead = Math.min(lowestRead, (long) element * elementBytes);
                }
                long behind = ((long) row - out.start()) * outExtent.columns() + column + 1;
                distance = Math.min(distance, lowestRead - behind * pixelBytes);
            }
        }
        return lowestRead == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(distance));
    }

    /** Bytes that a block of the second size shares with one of the first when it begins so far behind it. */
    public static int sharedBytes(int first, int second, int distance) {
        return Math.max(0, Math.min(first, distance + second) - Math.max(0, distance));
    }
}
