package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Reduction;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;

/**
 * MEAN, SUM and REDUCE_MAX (docs/NUMERICS.md, 7.6, 7.16 and 7.17). Mean and sum are one sum, then one
 * requantisation, for a mean with 1 / count folded in.
 */
final class ReductionFold implements Fold {
    /** What becomes of two values, and of the last one. */
    private interface Step {
        int join(int value, int element);

        byte finish(int value);
    }

    private final Reduction reduction;
    private final int start;
    private final Step step;
    private final Extent in;

    ReductionFold(Graph graph, Reduction reduction) {
        this.reduction = reduction;
        this.in = graph.tensor(reduction.input()).extent();
        this.start = switch (reduction.formula()) {
            case MEAN, SUM -> 0;
            case MAXIMUM -> Byte.MIN_VALUE;
        };
        this.step = switch (reduction.formula()) {
            case MEAN, SUM -> new Summing((Averaged) reduction.arithmetic(graph));
            case MAXIMUM -> new Largest();
        };
    }

    private record Summing(Averaged averaged) implements Step {
        @Override
        public int join(int value, int element) {
            return value + element;
        }

        @Override
        public byte finish(int value) {
            int centred = (int) (value - (long) averaged.inputZeroPoint() * averaged.count());
            return WeightedSums.clamp(
                    averaged.scale().multiply(centred) + averaged.outputZeroPoint(), Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
    }

    private record Largest() implements Step {
        @Override
        public int join(int value, int element) {
            return Math.max(value, element);
        }

        @Override
        public byte finish(int value) {
            return (byte) value;
        }
    }

    @Override
    public int start(int channel) {
        return start;
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
                result[0] = step.join(result[0], input[in.index(r, c, k)]);
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
        return step.finish(value);
    }
}
