package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;

/** TRANSPOSE (docs/NUMERICS.md, 7.8). */
final class TransposeKernel {
    private TransposeKernel() {}

    static void compute(Graph graph, Transpose transpose, byte[] input, byte[] output, Part part) {
        Extent in = graph.tensor(transpose.input()).extent();
        Extent out = graph.outputOf(transpose).extent();
        int bytes = graph.outputOf(transpose).type().bytes();
        int rowStride = stride(in, transpose.permutation().rows());
        int columnStride = stride(in, transpose.permutation().columns());
        int channelStride = stride(in, transpose.permutation().channels());
        Pixels.forEach(part, (row, column) -> {
            int pixel = row * rowStride + column * columnStride;
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int from = (pixel + k * channelStride) * bytes;
                System.arraycopy(input, from, output, out.index(row, column, k) * bytes, bytes);
            }
        });
    }

    /** Elements between neighbours along an axis. */
    private static int stride(Extent extent, Axis axis) {
        return switch (axis) {
            case ROWS -> extent.columns() * extent.channels();
            case COLUMNS -> extent.channels();
            case CHANNELS -> 1;
        };
    }
}
