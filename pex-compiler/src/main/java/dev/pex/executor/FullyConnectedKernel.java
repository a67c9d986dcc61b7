package dev.pex.executor;

import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.FullyConnected;
import dev.pex.graph.Part;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.quant.ArithmeticDerivation;

/** FULLY_CONNECTED (docs/NUMERICS.md, 7.3). */
final class FullyConnectedKernel {
    private FullyConnectedKernel() {}

    static void compute(Graph graph, FullyConnected dense, byte[] input, byte[] output, Part part) {
        Weighted arithmetic = (Weighted) ArithmeticDerivation.of(graph, dense);
        Extent in = graph.tensor(dense.input()).extent();
        Extent out = graph.outputOf(dense).extent();
        int depth = in.channels();
        Pixels.forEach(part, (row, column) -> {
            int start = in.index(row, column, 0);
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int sum = WeightedSums.dot(
                        arithmetic, input, start, dense.filter().weights(), k * depth, depth);
                output[out.index(row, column, k)] = WeightedSums.requantize(
                        arithmetic, k, sum + dense.bias().get(k));
            }
        });
    }
}
