package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Binary;
import dev.pex.operator.Minimum;
import dev.pex.operator.Subtract;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Added;
import dev.pex.quant.Arithmetic.Multiplied;
import dev.pex.quant.ArithmeticDerivation;
import dev.pex.quant.FixedPoint;
import dev.pex.quant.QuantizedMultiplier;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.util.function.IntBinaryOperator;

/** ADD, SUB, MUL, MAXIMUM and MINIMUM (docs/NUMERICS.md, 7.5 and 7.12 to 7.14). */
final class BinaryKernel {
    private BinaryKernel() {}

    static void compute(Graph graph, Binary operator, byte[] left, byte[] right, byte[] output, Part part) {
        IntBinaryOperator function = function(graph, operator);
        Extent leftExtent = graph.tensor(operator.left()).extent();
        Extent rightExtent = graph.tensor(operator.right()).extent();
        Extent out = graph.outputOf(operator).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int a = left[broadcastIndex(leftExtent, row, column, k)];
                int b = right[broadcastIndex(rightExtent, row, column, k)];
                output[out.index(row, column, k)] = (byte) function.applyAsInt(a, b);
            }
        });
    }

    /** Index of an operand's element; an axis of extent 1 always reads 0. */
    private static int broadcastIndex(Extent extent, int row, int column, int channel) {
        return extent.index(
                extent.rows() == 1 ? 0 : row, extent.columns() == 1 ? 0 : column, extent.channels() == 1 ? 0 : channel);
    }

    private static IntBinaryOperator function(Graph graph, Binary operator) {
        Arithmetic arithmetic = ArithmeticDerivation.of(graph, operator);
        if (arithmetic instanceof Added added) {
            int sign = operator instanceof Subtract ? -1 : 1;
            return (left, right) -> sum(added, left, right, sign);
        }
        if (arithmetic instanceof Multiplied multiplied) {
            return (left, right) -> product(multiplied, left, right);
        }
        return operator instanceof Minimum ? Math::min : Math::max;
    }

    private static byte sum(Added arithmetic, int left, int right, int sign) {
        int a = multiply((left + arithmetic.leftOffset()) << arithmetic.leftShift(), arithmetic.left());
        int b = multiply((right + arithmetic.rightOffset()) << arithmetic.leftShift(), arithmetic.right());
        int value = multiply(a + sign * b, arithmetic.output()) + arithmetic.outputOffset();
        return WeightedSums.clamp(value, arithmetic.minimum(), arithmetic.maximum());
    }

    private static byte product(Multiplied arithmetic, int left, int right) {
        int product = (left + arithmetic.leftOffset()) * (right + arithmetic.rightOffset());
        int value = multiply(product, arithmetic.scale()) + arithmetic.outputOffset();
        return WeightedSums.clamp(value, arithmetic.minimum(), arithmetic.maximum());
    }

    private static int multiply(int value, QuantizedMultiplier scale) {
        return FixedPoint.multiply(value, scale.multiplier(), scale.shift());
    }
}
