package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Pad;
import dev.pex.tensor.Border;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;

/** PAD and PADV2 (docs/NUMERICS.md, 7.7): one element around a copy. */
final class PadKernel {
    private PadKernel() {}

    static void compute(Graph graph, Pad pad, byte[] input, byte[] output, Part part) {
        byte[] fill = pad.arithmetic(graph).element().toArray();
        Extent in = graph.tensor(pad.input()).extent();
        Extent out = graph.outputOf(pad).extent();
        Border before = pad.before();
        int bytes = graph.outputOf(pad).type().bytes();
        Pixels.forEach(part, (row, column) -> {
            int y = row - before.rows();
            int x = column - before.columns();
            boolean inside = y >= 0 && y < in.rows() && x >= 0 && x < in.columns();
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int z = k - before.channels();
                int at = out.index(row, column, k) * bytes;
                if (inside && z >= 0 && z < in.channels()) {
                    System.arraycopy(input, in.index(y, x, z) * bytes, output, at, bytes);
                } else {
                    System.arraycopy(fill, 0, output, at, bytes);
                }
            }
        });
    }
}
