package dev.pex.executor;

import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.FullyConnected;
import dev.pex.graph.Part;

/** FULLY_CONNECTED (docs/NUMERICS.md, 7.3). */
final class FullyConnectedKernel {
    private FullyConnectedKernel() {}

    static void compute(Graph graph, FullyConnected dense, byte[] input, byte[] output, Part part) {
        Extent in = graph.tensor(dense.input()).extent();
        int depth = in.channels();
        WeightedSums.compute(
                graph,
                dense,
                output,
                part,
                (arithmetic, row, column, unit) -> WeightedSums.dot(
                        arithmetic,
                        input,
                        in.index(row, column, 0),
                        dense.filter().weights(),
                        unit * depth,
                        depth));
    }
}
