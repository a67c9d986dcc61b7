package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Window;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;

/** DEPTHWISE_CONV_2D (docs/NUMERICS.md, 7.2). */
final class DepthwiseKernel {
    private DepthwiseKernel() {}

    static void compute(Graph graph, DepthwiseConv2d conv, byte[] input, byte[] output, Part part) {
        Weighted arithmetic = conv.arithmetic(graph);
        Extent in = graph.tensor(conv.input()).extent();
        Extent out = graph.outputOf(conv).extent();
        Range channels = part.channels();
        int[] sums = new int[channels.size()];
        Pixels.forEach(part, (row, column) -> {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = conv.bias().get(channels.start() + i);
            }
            accumulate(conv, arithmetic, in, input, row, column, channels, sums);
            for (int i = 0; i < sums.length; i++) {
                int k = channels.start() + i;
                output[out.index(row, column, k)] = WeightedSums.requantize(arithmetic, k, sums[i]);
            }
        });
    }

    private static void accumulate(
            DepthwiseConv2d conv,
            Weighted arithmetic,
            Extent in,
            byte[] input,
            int row,
            int column,
            Range channels,
            int[] sums) {
        Window rows = conv.rows();
        Window columns = conv.columns();
        Bytes weights = conv.filter().weights();
        int multiplier = conv.multiplier();
        int outputChannels = in.channels() * multiplier;
        int offset = arithmetic.inputOffset();
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
                int pixel = in.index(y, x, 0);
                int tap = (i * columns.kernel() + j) * outputChannels;
                for (int k = channels.start(); k < channels.end(); k++) {
                    sums[k - channels.start()] += (input[pixel + k / multiplier] + offset) * weights.get(tap + k);
                }
            }
        }
    }
}
