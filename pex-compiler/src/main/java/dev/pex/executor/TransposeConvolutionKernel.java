package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.TransposedWindow;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;

/** TRANSPOSE_CONV (docs/NUMERICS.md, 7.34), gathered for each output. */
final class TransposeConvolutionKernel {
    private TransposeConvolutionKernel() {}

    static void compute(Graph graph, TransposeConv2d conv, byte[] input, byte[] output, Part part) {
        Extent in = graph.tensor(conv.input()).extent();
        WeightedSums.compute(
                graph,
                conv,
                output,
                part,
                (arithmetic, row, column, channel) -> sum(conv, arithmetic, in, input, row, column, channel));
    }

    private static int sum(
            TransposeConv2d conv, Weighted arithmetic, Extent in, byte[] input, int row, int column, int channel) {
        TransposedWindow rows = conv.rows();
        TransposedWindow columns = conv.columns();
        int sum = 0;
        for (int i = 0; i < rows.kernel(); i++) {
            int y = rows.source(row, i);
            for (int j = 0; y >= 0 && j < columns.kernel(); j++) {
                int x = columns.source(column, j);
                if (x >= 0) {
                    int weight = ((channel * rows.kernel() + i) * columns.kernel() + j) * in.channels();
                    sum += WeightedSums.dot(
                            arithmetic, input, in.index(y, x, 0), conv.filter().weights(), weight, in.channels());
                }
            }
        }
        return sum;
    }
}
