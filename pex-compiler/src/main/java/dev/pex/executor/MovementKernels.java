package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;

/** The operators that take elements from elsewhere (docs/NUMERICS.md, 7.30 to 7.33). */
final class MovementKernels {
    private MovementKernels() {}

    static void concatenate(Graph graph, Concatenation concatenation, List<byte[]> inputs, byte[] output, Part part) {
        Extent out = graph.outputOf(concatenation).extent();
        int bytes = graph.outputOf(concatenation).type().bytes();
        Axis axis = concatenation.axis();
        for (int i = 0; i < inputs.size(); i++) {
            byte[] input = inputs.get(i);
            Extent in = graph.inputsOf(concatenation).get(i).extent();
            int start = concatenation.start(graph, i);
            int first = Math.max(part.along(axis).start(), start);
            int end = Math.min(part.along(axis).end(), start + in.along(axis));
            if (first >= end) {
                continue;
            }
            Part own = part.with(axis, new Range(first, end));
            Pixels.forEach(own, (row, column) -> {
                for (int k = own.channels().start(); k < own.channels().end(); k++) {
                    int y = axis == Axis.ROWS ? row - start : row;
                    int x = axis == Axis.COLUMNS ? column - start : column;
                    int z = axis == Axis.CHANNELS ? k - start : k;
                    System.arraycopy(
                            input, in.index(y, x, z) * bytes, output, out.index(row, column, k) * bytes, bytes);
                }
            });
        }
    }

    static void slice(Graph graph, Slice slice, byte[] input, byte[] output, Part part) {
        Extent in = graph.tensor(slice.input()).extent();
        Extent out = graph.outputOf(slice).extent();
        int bytes = graph.outputOf(slice).type().bytes();
        Pixels.forEach(part, (row, column) -> {
            int y = slice.begin().rows() + row * slice.stride().rows();
            int x = slice.begin().columns() + column * slice.stride().columns();
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int z = slice.begin().channels() + k * slice.stride().channels();
                System.arraycopy(input, in.index(y, x, z) * bytes, output, out.index(row, column, k) * bytes, bytes);
            }
        });
    }

    static void nearest(Graph graph, ResizeNearest resize, byte[] input, byte[] output, Part part) {
        Extent in = graph.tensor(resize.input()).extent();
        Extent out = graph.outputOf(resize).extent();
        int bytes = graph.outputOf(resize).type().bytes();
        Resampling resampling = resize.resampling();
        int first = part.channels().start();
        Pixels.forEach(part, (row, column) -> {
            int y = resampling.nearest(row, in.rows(), out.rows());
            int x = resampling.nearest(column, in.columns(), out.columns());
            System.arraycopy(
                    input,
                    in.index(y, x, first) * bytes,
                    output,
                    out.index(row, column, first) * bytes,
                    part.channels().size() * bytes);
        });
    }

    static void bilinear(Graph graph, ResizeBilinear resize, byte[] input, byte[] output, Part part) {
        Extent in = graph.tensor(resize.input()).extent();
        Extent out = graph.outputOf(resize).extent();
        Resampling.Line rows = resize.resampling().bilinear(in.rows(), out.rows());
        Resampling.Line columns = resize.resampling().bilinear(in.columns(), out.columns());
        Pixels.forEach(part, (row, column) -> {
            int down = rows.fraction(row);
            int right = columns.fraction(column);
            int one = 1 << Resampling.FRACTION_BITS;
            int upper = in.index(rows.lower(row), columns.lower(column), 0);
            int lower = in.index(rows.upper(row), columns.lower(column), 0);
            int step = (columns.upper(column) - columns.lower(column)) * in.channels();
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int top = input[upper + k] * (one - right) + input[upper + step + k] * right;
                int bottom = input[lower + k] * (one - right) + input[lower + step + k] * right;
                int sum = top * (one - down) + bottom * down;
                output[out.index(row, column, k)] = halfAway(sum);
            }
        });
    }

    /** A sum of products of two fractions, rounded to a byte; halves go away from zero. */
    private static byte halfAway(int sum) {
        int unit = 1 << (2 * Resampling.FRACTION_BITS);
        return (byte) ((sum > 0 ? sum + unit / 2 : sum - unit / 2) / unit);
    }
}
