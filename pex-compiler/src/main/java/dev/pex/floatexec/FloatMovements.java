package dev.pex.floatexec;

import dev.pex.graph.Graph;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Gather;
import dev.pex.operator.Pad;
import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Extent;
import dev.pex.tensor.PerAxis;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The operators that copy elements, or interpolate between them. */
final class FloatMovements {
    private FloatMovements() {}

    /** The value of an output element. */
    private interface Source {
        double at(int row, int column, int channel);
    }

    private static double[] filled(Extent out, Source source) {
        double[] output = new double[out.elements()];
        int at = 0;
        for (int y = 0; y < out.rows(); y++) {
            for (int x = 0; x < out.columns(); x++) {
                for (int k = 0; k < out.channels(); k++) {
                    output[at++] = source.at(y, x, k);
                }
            }
        }
        return output;
    }

    static double[] pad(Graph graph, Pad pad, double[] input) {
        Extent in = graph.tensor(pad.input()).extent();
        Border before = pad.before();
        double value = pad.value()
                .map(bytes -> (double) ByteBuffer.wrap(bytes.toArray())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat())
                .orElse(0.0);
        return filled(graph.outputOf(pad).extent(), (row, column, channel) -> {
            int y = row - before.rows();
            int x = column - before.columns();
            int k = channel - before.channels();
            boolean inside = y >= 0 && y < in.rows() && x >= 0 && x < in.columns() && k >= 0 && k < in.channels();
            return inside ? input[in.index(y, x, k)] : value;
        });
    }

    static double[] transpose(Graph graph, Transpose transpose, double[] input) {
        Extent in = graph.tensor(transpose.input()).extent();
        int rowStride = FloatReductions.stride(in, transpose.permutation().rows());
        int columnStride = FloatReductions.stride(in, transpose.permutation().columns());
        int channelStride = FloatReductions.stride(in, transpose.permutation().channels());
        return filled(
                graph.outputOf(transpose).extent(),
                (y, x, k) -> input[y * rowStride + x * columnStride + k * channelStride]);
    }

    static double[] gather(Graph graph, Gather gather, double[] input) {
        Extent in = graph.tensor(gather.input()).extent();
        Axis axis = gather.axis();
        return filled(
                graph.outputOf(gather).extent(),
                (y, x, k) -> input[
                        in.index(
                                axis == Axis.ROWS ? gather.indices().get(y) : y,
                                axis == Axis.COLUMNS ? gather.indices().get(x) : x,
                                axis == Axis.CHANNELS ? gather.indices().get(k) : k)]);
    }

    static double[] slice(Graph graph, Slice slice, double[] input) {
        Extent in = graph.tensor(slice.input()).extent();
        PerAxis begin = slice.begin();
        PerAxis stride = slice.stride();
        return filled(
                graph.outputOf(slice).extent(),
                (y, x, k) -> input[
                        in.index(
                                begin.rows() + y * stride.rows(),
                                begin.columns() + x * stride.columns(),
                                begin.channels() + k * stride.channels())]);
    }

    static double[] nearest(Graph graph, ResizeNearest resize, double[] input) {
        Extent in = graph.tensor(resize.input()).extent();
        Extent out = graph.outputOf(resize).extent();
        Resampling resampling = resize.resampling();
        return filled(
                out,
                (y, x, k) -> input[
                        in.index(
                                resampling.nearest(y, in.rows(), out.rows()),
                                resampling.nearest(x, in.columns(), out.columns()),
                                k)]);
    }

    static double[] concatenate(Graph graph, Concatenation concatenation, List<double[]> inputs) {
        Extent out = graph.outputOf(concatenation).extent();
        Axis axis = concatenation.axis();
        double[] output = new double[out.elements()];
        for (int i = 0; i < inputs.size(); i++) {
            Extent in = graph.inputsOf(concatenation).get(i).extent();
            int start = concatenation.start(graph, i);
            double[] input = inputs.get(i);
            int at = 0;
            for (int y = 0; y < in.rows(); y++) {
                for (int x = 0; x < in.columns(); x++) {
                    for (int k = 0; k < in.channels(); k++) {
                        int to = out.index(
                                axis == Axis.ROWS ? y + start : y,
                                axis == Axis.COLUMNS ? x + start : x,
                                axis == Axis.CHANNELS ? k + start : k);
                        output[to] = input[at++];
                    }
                }
            }
        }
        return output;
    }

    /** Bilinear interpolation at the positions of the integer kernel, in 2^-10 of an element, so that only values differ from it. */
    static double[] bilinear(Graph graph, ResizeBilinear resize, double[] input) {
        Extent in = graph.tensor(resize.input()).extent();
        Extent out = graph.outputOf(resize).extent();
        Resampling resampling = resize.resampling();
        Resampling.Line rows = resampling.bilinear(in.rows(), out.rows());
        Resampling.Line columns = resampling.bilinear(in.columns(), out.columns());
        double unit = 1 << Resampling.FRACTION_BITS;
        return filled(out, (y, x, k) -> {
            double down = rows.fraction(y) / unit;
            double right = columns.fraction(x) / unit;
            double top = input[in.index(rows.lower(y), columns.lower(x), k)] * (1 - right)
                    + input[in.index(rows.lower(y), columns.upper(x), k)] * right;
            double bottom = input[in.index(rows.upper(y), columns.lower(x), k)] * (1 - right)
                    + input[in.index(rows.upper(y), columns.upper(x), k)] * right;
            return top * (1 - down) + bottom * down;
        });
    }
}
