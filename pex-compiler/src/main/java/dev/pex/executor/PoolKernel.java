package dev.pex.executor;

import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.MaxPool2d;
import dev.pex.graph.Operator.Pooling;
import dev.pex.graph.Part;
import dev.pex.graph.Window;
import dev.pex.quant.Arithmetic.Pooled;
import dev.pex.quant.ArithmeticDerivation;

/** AVERAGE_POOL_2D and MAX_POOL_2D (docs/NUMERICS.md, 7.4 and 7.15): raw values, absent taps not counted. */
final class PoolKernel {
    private PoolKernel() {}

    static void compute(Graph graph, Pooling pool, byte[] input, byte[] output, Part part) {
        Pooled arithmetic = (Pooled) ArithmeticDerivation.of(graph, pool);
        Extent in = graph.tensor(pool.input()).extent();
        Extent out = graph.outputOf(pool).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int value = pooled(pool, in, input, row, column, k);
                output[out.index(row, column, k)] =
                        WeightedSums.clamp(value, arithmetic.minimum(), arithmetic.maximum());
            }
        });
    }

    private static int pooled(Pooling pool, Extent in, byte[] input, int row, int column, int channel) {
        Window rows = pool.rows();
        Window columns = pool.columns();
        int sum = 0;
        int count = 0;
        int largest = Byte.MIN_VALUE;
        for (int i = 0; i < rows.kernel(); i++) {
            int y = rows.tap(row, i);
            if (y < 0 || y >= in.rows()) {
                continue;
            }
            for (int j = 0; j < columns.kernel(); j++) {
                int x = columns.tap(column, j);
                if (x >= 0 && x < in.columns()) {
                    int value = input[in.index(y, x, channel)];
                    sum += value;
                    largest = Math.max(largest, value);
                    count++;
                }
            }
        }
        return pool instanceof MaxPool2d ? largest : average(sum, count);
    }

    private static int average(int sum, int count) {
        return sum > 0 ? (sum + count / 2) / count : (sum - count / 2) / count;
    }
}
