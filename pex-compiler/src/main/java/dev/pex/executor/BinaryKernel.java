package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Binary;
import dev.pex.quant.Pairwise;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;

/** All element-wise operators with two operands, each by the formula that it states. */
final class BinaryKernel {
    private BinaryKernel() {}

    static void compute(Graph graph, Binary operator, byte[] left, byte[] right, byte[] output, Part part) {
        Pairwise formula = operator.arithmetic(graph);
        Extent leftExtent = graph.tensor(operator.left()).extent();
        Extent rightExtent = graph.tensor(operator.right()).extent();
        Extent out = graph.outputOf(operator).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int a = left[broadcastIndex(leftExtent, row, column, k)];
                int b = right[broadcastIndex(rightExtent, row, column, k)];
                output[out.index(row, column, k)] = (byte) formula.compute(a, b);
            }
        });
    }

    /** Index of an operand's element; an axis of extent 1 always reads 0. */
    private static int broadcastIndex(Extent extent, int row, int column, int channel) {
        return extent.index(
                extent.rows() == 1 ? 0 : row, extent.columns() == 1 ? 0 : column, extent.channels() == 1 ? 0 : channel);
    }
}
