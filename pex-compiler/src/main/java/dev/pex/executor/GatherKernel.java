package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Gather;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;

/** GATHER (docs/NUMERICS.md, 7.28): moves bytes. */
final class GatherKernel {
    private GatherKernel() {}

    static void compute(Graph graph, Gather gather, byte[] input, byte[] output, Part part) {
        Extent in = graph.tensor(gather.input()).extent();
        Extent out = graph.outputOf(gather).extent();
        int bytes = graph.outputOf(gather).type().bytes();
        Axis axis = gather.axis();
        Pixels.forEach(part, (row, column) -> {
            int y = axis == Axis.ROWS ? gather.indices().get(row) : row;
            int x = axis == Axis.COLUMNS ? gather.indices().get(column) : column;
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int z = axis == Axis.CHANNELS ? gather.indices().get(k) : k;
                System.arraycopy(input, in.index(y, x, z) * bytes, output, out.index(row, column, k) * bytes, bytes);
            }
        });
    }
}
