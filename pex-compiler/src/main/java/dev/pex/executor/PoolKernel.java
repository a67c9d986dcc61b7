package dev.pex.executor;

import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.AveragePool2d;
import dev.pex.graph.Part;
import dev.pex.graph.Window;
import dev.pex.quant.Arithmetic.Pooled;
import dev.pex.quant.ArithmeticDerivation;

/** AVERAGE_POOL_2D (docs/NUMERICS.md, 7.4): raw values, absent taps not counted. */
final class PoolKernel {
    private PoolKernel() {}

    static void compute(Graph graph, AveragePool2d pool, byte[] input, byte[] output, Part part) {
        Pooled arithmetic = (Pooled) ArithmeticDerivation.of(graph, pool);
        Extent in = graph.tensor(pool.input()).extent();
        Extent out = graph.outputOf(pool).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int average = average(pool, in, input, row, column, k);
                output[out.index(row, column, k)] =
                        WeightedSums.clamp(average, arithmetic.minimum(), arithmetic.maximum());
            }
        });
    }

    private static int average(AveragePool2d pool, Extent in, byte[] input, int row, int column, int channel) {
        Window rows = pool.rows();
        Window columns = pool.columns();
        int sum = 0;
        int count = 0;
        for (int i = 0; i < rows.kernel(); i++) {
            int y = rows.tap(row, i);
            if (y < 0 || y >= in.rows()) {
                continue;
            }
            for (int j = 0; j < columns.kernel(); j++) {
                int x = columns.tap(column, j);
                if (x >= 0 && x < in.columns()) {
                    sum += input[in.index(y, x, channel)];
                    count++;
                }
            }
        }
        return sum > 0 ? (sum + count / 2) / count : (sum - count / 2) / count;
    }
}
