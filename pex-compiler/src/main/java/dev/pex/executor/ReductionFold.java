package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Reduction;
import dev.pex.operator.Reduction.Formula;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.function.IntUnaryOperator;

/**
 * MEAN, SUM, REDUCE_MAX and REDUCE_MIN (docs/NUMERICS.md, 7.6 and 7.16 to 7.18). Mean and sum are one sum, then one
 * requantisation, for a mean with 1 / count folded in.
 */
final class ReductionFold implements Fold {
    private final Reduction reduction;
    private final Formula formula;
    private final IntUnaryOperator finish;
    private final Extent in;

    ReductionFold(Graph graph, Reduction reduction) {
        this.reduction = reduction;
        this.formula = reduction.formula();
        this.finish = reduction.arithmetic(graph) instanceof Averaged averaged
                ? sum -> scaled(averaged, sum)
                : IntUnaryOperator.identity();
        this.in = graph.tensor(reduction.input()).extent();
    }

    private static int scaled(Averaged averaged, int sum) {
        int centred = (int) (sum - (long) averaged.inputZeroPoint() * averaged.count());
        return WeightedSums.clamp(
                averaged.scale().multiply(centred) + averaged.outputZeroPoint(), Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public int start(int channel) {
        return formula.start();
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
                result[0] = formula.join(result[0], input[in.index(r, c, k)]);
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
        return (byte) finish.applyAsInt(value);
    }
}
