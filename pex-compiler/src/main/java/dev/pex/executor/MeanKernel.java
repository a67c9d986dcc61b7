package dev.pex.executor;

import dev.pex.graph.Axis;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.Mean;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.ArithmeticDerivation;
import dev.pex.quant.FixedPoint;

/** MEAN (docs/NUMERICS.md, 7.6): one sum, then one requantisation with 1 / count folded in. */
final class MeanKernel {
    private MeanKernel() {}

    static void compute(Graph graph, Mean mean, byte[] input, byte[] output, Part part) {
        Averaged arithmetic = (Averaged) ArithmeticDerivation.of(graph, mean);
        Extent in = graph.tensor(mean.input()).extent();
        Extent out = graph.outputOf(mean).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                Part averaged = new Part(
                        averaged(mean, in, Axis.ROWS, row),
                        averaged(mean, in, Axis.COLUMNS, column),
                        averaged(mean, in, Axis.CHANNELS, k));
                output[out.index(row, column, k)] = requantize(arithmetic, sum(in, input, averaged));
            }
        });
    }

    /** The input indices that an output index averages. */
    private static Range averaged(Mean mean, Extent in, Axis axis, int index) {
        return mean.axes().contains(axis) ? Range.all(in.along(axis)) : new Range(index, index + 1);
    }

    private static int sum(Extent in, byte[] input, Part part) {
        int sum = 0;
        for (int row = part.rows().start(); row < part.rows().end(); row++) {
            for (int column = part.columns().start(); column < part.columns().end(); column++) {
                for (int k = part.channels().start(); k < part.channels().end(); k++) {
                    sum += input[in.index(row, column, k)];
                }
            }
        }
        return sum;
    }

    private static byte requantize(Averaged arithmetic, int sum) {
        int centred = (int) (sum - (long) arithmetic.inputZeroPoint() * arithmetic.count());
        int scaled = FixedPoint.multiply(
                centred, arithmetic.scale().multiplier(), arithmetic.scale().shift());
        return WeightedSums.clamp(scaled + arithmetic.outputZeroPoint(), -128, 127);
    }
}
