package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Reduction;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.ArithmeticDerivation;
import dev.pex.quant.FixedPoint;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;

/**
 * MEAN, SUM and REDUCE_MAX (docs/NUMERICS.md, 7.6, 7.16 and 7.17). Mean and sum are one sum, then one
 * requantisation, for a mean with 1 / count folded in.
 */
final class ReductionFold implements Fold {
    private final Reduction reduction;
    private final Arithmetic arithmetic;
    private final Extent in;

    ReductionFold(Graph graph, Reduction reduction) {
        this.reduction = reduction;
        this.arithmetic = ArithmeticDerivation.of(graph, reduction);
        this.in = graph.tensor(reduction.input()).extent();
    }

    @Override
    public int start(int channel) {
        return arithmetic instanceof Averaged ? 0 : Byte.MIN_VALUE;
    }

    @Override
    public int add(int value, byte[] input, int row, int column, int channel, Taken taken) {
        Part part = new Part(
                reduced(Axis.ROWS, row, taken),
                reduced(Axis.COLUMNS, column, taken),
                reduced(Axis.CHANNELS, channel, taken));
        int[] result = {value};
        Pixels.forEach(part, (r, c) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int element = input[in.index(r, c, k)];
                result[0] = arithmetic instanceof Averaged ? result[0] + element : Math.max(result[0], element);
            }
        });
        return result[0];
    }

    /** The input indices that make an output index. */
    private Range reduced(Axis axis, int index, Taken taken) {
        Range all = reduction.axes().contains(axis) ? Range.all(in.along(axis)) : new Range(index, index + 1);
        return taken.of(axis, all);
    }

    @Override
    public byte finish(int value, int row, int column, int channel) {
        if (!(arithmetic instanceof Averaged averaged)) {
            return (byte) value;
        }
        int centred = (int) (value - (long) averaged.inputZeroPoint() * averaged.count());
        int scaled = FixedPoint.multiply(
                centred, averaged.scale().multiplier(), averaged.scale().shift());
        return WeightedSums.clamp(scaled + averaged.outputZeroPoint(), -128, 127);
    }
}
