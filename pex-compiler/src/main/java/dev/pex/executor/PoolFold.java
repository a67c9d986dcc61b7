package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Pooling;
import dev.pex.operator.Window;
import dev.pex.quant.Arithmetic.Pooled;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;

/** AVERAGE_POOL_2D and MAX_POOL_2D (docs/NUMERICS.md, 7.4 and 7.15): raw values, absent taps not counted. */
final class PoolFold implements Fold {
    private final Pooling pool;
    private final boolean maximum;
    private final Pooled arithmetic;
    private final Extent in;

    private PoolFold(Graph graph, Pooling pool, boolean maximum) {
        this.pool = pool;
        this.maximum = maximum;
        this.arithmetic = pool.arithmetic(graph);
        this.in = graph.tensor(pool.input()).extent();
    }

    static PoolFold average(Graph graph, AveragePool2d pool) {
        return new PoolFold(graph, pool, false);
    }

    static PoolFold maximum(Graph graph, MaxPool2d pool) {
        return new PoolFold(graph, pool, true);
    }

    @Override
    public int start(int channel) {
        return maximum ? Byte.MIN_VALUE : 0;
    }

    @Override
    public int add(int value, byte[] input, int row, int column, int channel, Taken taken) {
        int sum = value;
        for (int i = 0; i < pool.rows().kernel(); i++) {
            int y = pool.rows().tap(row, i);
            if (y < 0 || y >= in.rows() || !taken.has(Axis.ROWS, y)) {
                continue;
            }
            for (int j = 0; j < pool.columns().kernel(); j++) {
                int x = pool.columns().tap(column, j);
                if (x >= 0 && x < in.columns()) {
                    int element = input[in.index(y, x, channel)];
                    sum = maximum ? Math.max(sum, element) : sum + element;
                }
            }
        }
        return sum;
    }

    @Override
    public byte finish(int value, int row, int column, int channel) {
        int result = maximum ? value : average(value, present(pool.rows(), row) * present(pool.columns(), column));
        return WeightedSums.clamp(result, arithmetic.minimum(), arithmetic.maximum());
    }

    /** Taps inside the input. */
    private static int present(Window window, int index) {
        int count = 0;
        for (int t = 0; t < window.kernel(); t++) {
            int tap = window.tap(index, t);
            count += tap >= 0 && tap < window.input() ? 1 : 0;
        }
        return count;
    }

    private static int average(int sum, int count) {
        return sum > 0 ? (sum + count / 2) / count : (sum - count / 2) / count;
    }
}
