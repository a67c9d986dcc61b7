package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Reshape;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;

/** RESHAPE (docs/NUMERICS.md, 7.8): the flat order stays. */
final class ReshapeKernel {
    private ReshapeKernel() {}

    static void compute(Graph graph, Reshape reshape, byte[] input, byte[] output, Part part) {
        Extent out = graph.outputOf(reshape).extent();
        int bytes = graph.outputOf(reshape).type().bytes();
        int length = part.channels().size() * bytes;
        Pixels.forEach(part, (row, column) -> {
            int at = out.index(row, column, part.channels().start()) * bytes;
            System.arraycopy(input, at, output, at, length);
        });
    }
}
