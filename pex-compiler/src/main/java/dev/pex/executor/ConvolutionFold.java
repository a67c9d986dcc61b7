package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Conv2d;
import dev.pex.operator.Window;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Range;

/** CONV_2D (docs/NUMERICS.md, 7.1). */
final class ConvolutionFold implements Fold {
    private final Conv2d conv;
    private final Weighted arithmetic;
    private final Extent in;

    ConvolutionFold(Graph graph, Conv2d conv) {
        this.conv = conv;
        this.arithmetic = conv.arithmetic(graph);
        this.in = graph.tensor(conv.input()).extent();
    }

    @Override
    public int start(int channel) {
        return conv.bias().get(channel);
    }

    @Override
    public int add(int value, byte[] input, int row, int column, int channel, Taken taken) {
        Window rows = conv.rows();
        Window columns = conv.columns();
        Range channels = taken.of(Axis.CHANNELS, Range.all(in.channels()));
        int sum = value;
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
                int tap = (channel * rows.kernel() + i) * columns.kernel() + j;
                sum += WeightedSums.dot(
                        arithmetic,
                        input,
                        in.index(y, x, channels.start()),
                        conv.filter().weights(),
                        tap * in.channels() + channels.start(),
                        channels.size());
            }
        }
        return sum;
    }

    @Override
    public byte finish(int value, int row, int column, int channel) {
        return WeightedSums.requantize(arithmetic, channel, value);
    }
}
