package dev.pex.executor;

import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.Add;
import dev.pex.graph.Part;
import dev.pex.quant.Arithmetic.Added;
import dev.pex.quant.ArithmeticDerivation;
import dev.pex.quant.FixedPoint;
import dev.pex.quant.QuantizedMultiplier;

/** ADD (docs/NUMERICS.md, 7.5). */
final class AddKernel {
    private AddKernel() {}

    static void compute(Graph graph, Add add, byte[] left, byte[] right, byte[] output, Part part) {
        Added arithmetic = (Added) ArithmeticDerivation.of(graph, add);
        Extent leftExtent = graph.tensor(add.left()).extent();
        Extent rightExtent = graph.tensor(add.right()).extent();
        Extent out = graph.outputOf(add).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int a = left[broadcastIndex(leftExtent, row, column, k)];
                int b = right[broadcastIndex(rightExtent, row, column, k)];
                output[out.index(row, column, k)] = sum(arithmetic, a, b);
            }
        });
    }

    /** Index of an operand's element; an axis of extent 1 always reads 0. */
    private static int broadcastIndex(Extent extent, int row, int column, int channel) {
        return extent.index(
                extent.rows() == 1 ? 0 : row, extent.columns() == 1 ? 0 : column, extent.channels() == 1 ? 0 : channel);
    }

    private static byte sum(Added arithmetic, int left, int right) {
        int a = multiply((left + arithmetic.leftOffset()) << arithmetic.leftShift(), arithmetic.left());
        int b = multiply((right + arithmetic.rightOffset()) << arithmetic.leftShift(), arithmetic.right());
        int value = multiply(a + b, arithmetic.output()) + arithmetic.outputOffset();
        return WeightedSums.clamp(value, arithmetic.minimum(), arithmetic.maximum());
    }

    private static int multiply(int value, QuantizedMultiplier scale) {
        return FixedPoint.multiply(value, scale.multiplier(), scale.shift());
    }
}
