package dev.pex.executor;

import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.Conv2d;
import dev.pex.graph.Part;
import dev.pex.graph.Window;
import dev.pex.quant.Arithmetic.Weighted;

/** CONV_2D (docs/NUMERICS.md, 7.1). */
final class ConvolutionKernel {
    private ConvolutionKernel() {}

    static void compute(Graph graph, Conv2d conv, byte[] input, byte[] output, Part part) {
        Extent in = graph.tensor(conv.input()).extent();
        WeightedSums.compute(
                graph,
                conv,
                output,
                part,
                (arithmetic, row, column, channel) -> sum(conv, arithmetic, in, input, row, column, channel));
    }

    private static int sum(
            Conv2d conv, Weighted arithmetic, Extent in, byte[] input, int row, int column, int outputChannel) {
        Window rows = conv.rows();
        Window columns = conv.columns();
        int channels = in.channels();
        int sum = 0;
        for (int i = 0; i < rows.kernel(); i++) {
            int y = rows.tap(row, i);
            if (y < 0 || y >= in.rows()) {
                continue;
            }
            for (int j = 0; j < columns.kernel(); j++) {
                int x = columns.tap(column, j);
                if (x < 0 || x >= in.columns()) {
                    continue;
                }
                int tap = (outputChannel * rows.kernel() + i) * columns.kernel() + j;
                sum += WeightedSums.dot(
                        arithmetic, input, in.index(y, x, 0), conv.filter().weights(), tap * channels, channels);
            }
        }
        return sum;
    }
}
