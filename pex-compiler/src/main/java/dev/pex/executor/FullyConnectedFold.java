package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.FullyConnected;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Range;

/** FULLY_CONNECTED (docs/NUMERICS.md, 7.3). */
final class FullyConnectedFold implements Fold {
    private final FullyConnected dense;
    private final Weighted arithmetic;
    private final Extent in;

    FullyConnectedFold(Graph graph, FullyConnected dense) {
        this.dense = dense;
        this.arithmetic = dense.arithmetic(graph);
        this.in = graph.tensor(dense.input()).extent();
    }

    @Override
    public int start(int channel) {
        return dense.bias().get(channel);
    }

    @Override
    public int add(int value, byte[] input, int row, int column, int channel, Taken taken) {
        Range channels = taken.of(Axis.CHANNELS, Range.all(in.channels()));
        return value
                + WeightedSums.dot(
                        arithmetic,
                        input,
                        in.index(row, column, channels.start()),
                        dense.filter().weights(),
                        channel * in.channels() + channels.start(),
                        channels.size());
    }

    @Override
    public byte finish(int value, int row, int column, int channel) {
        return WeightedSums.requantize(arithmetic, channel, value);
    }
}
