package dev.pex.executor;

import dev.pex.graph.Axis;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.Reduction;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.ArithmeticDerivation;
import dev.pex.quant.FixedPoint;

/**
 * MEAN, SUM and REDUCE_MAX (docs/NUMERICS.md, 7.6, 7.16 and 7.17). Mean and sum are one sum, then one
 * requantisation, for a mean with 1 / count folded in.
 */
final class ReductionKernel {
    private ReductionKernel() {}

    static void compute(Graph graph, Reduction reduction, byte[] input, byte[] output, Part part) {
        Arithmetic arithmetic = ArithmeticDerivation.of(graph, reduction);
        Extent in = graph.tensor(reduction.input()).extent();
        Extent out = graph.outputOf(reduction).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                Part reduced = new Part(
                        reduced(reduction, in, Axis.ROWS, row),
                        reduced(reduction, in, Axis.COLUMNS, column),
                        reduced(reduction, in, Axis.CHANNELS, k));
                output[out.index(row, column, k)] = arithmetic instanceof Averaged averaged
                        ? requantize(averaged, sum(in, input, reduced))
                        : largest(in, input, reduced);
            }
        });
    }

    /** The input indices that make an output index. */
    private static Range reduced(Reduction reduction, Extent in, Axis axis, int index) {
        return reduction.axes().contains(axis) ? Range.all(in.along(axis)) : new Range(index, index + 1);
    }

    private static int sum(Extent in, byte[] input, Part part) {
        int[] sum = new int[1];
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                sum[0] += input[in.index(row, column, k)];
            }
        });
        return sum[0];
    }

    private static byte largest(Extent in, byte[] input, Part part) {
        byte[] largest = {Byte.MIN_VALUE};
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                largest[0] = (byte) Math.max(largest[0], input[in.index(row, column, k)]);
            }
        });
        return largest[0];
    }

    private static byte requantize(Averaged arithmetic, int sum) {
        int centred = (int) (sum - (long) arithmetic.inputZeroPoint() * arithmetic.count());
        int scaled = FixedPoint.multiply(
                centred, arithmetic.scale().multiplier(), arithmetic.scale().shift());
        return WeightedSums.clamp(scaled + arithmetic.outputZeroPoint(), -128, 127);
    }
}
