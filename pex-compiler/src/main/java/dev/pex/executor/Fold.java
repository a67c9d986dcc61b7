package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Conv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.operator.Pooling;
import dev.pex.operator.Reduction;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.Optional;

/**
 * How an operator folds many elements of its operand into one element of its output: by a sum or a maximum,
 * all at once or slice by slice.
 */
interface Fold {
    /** The value before any element. */
    int start(int channel);

    /** The value with the elements of the operand added that an output element depends on and {@code taken} has. */
    int add(int value, byte[] input, int row, int column, int channel, Taken taken);

    /** The output element of a complete value. */
    byte finish(int value, int row, int column, int channel);

    /** Whether an operator is a fold. */
    static boolean folds(Operator operator) {
        return operator instanceof Conv2d
                || operator instanceof FullyConnected
                || operator instanceof Pooling
                || operator instanceof Reduction;
    }

    /** The fold of an operator that is one. */
    static Fold of(Graph graph, Operator operator) {
        if (operator instanceof Conv2d conv) {
            return new ConvolutionFold(graph, conv);
        }
        if (operator instanceof FullyConnected dense) {
            return new FullyConnectedFold(graph, dense);
        }
        if (operator instanceof Pooling pool) {
            return new PoolFold(graph, pool);
        }
        if (operator instanceof Reduction reduction) {
            return new ReductionFold(graph, reduction);
        }
        throw new IllegalStateException("no fold for " + operator.origin());
    }

    /** Computes a part of the output at once. */
    static void compute(Graph graph, Operator operator, byte[] input, byte[] output, Part part) {
        Fold fold = of(graph, operator);
        Extent out = graph.outputOf(operator).extent();
        Taken all = new Taken(Optional.empty());
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int value = fold.add(fold.start(k), input, row, column, k, all);
                output[out.index(row, column, k)] = fold.finish(value, row, column, k);
            }
        });
    }

    /**
     * Takes in one slice.
     *
     * @param values the accumulators, one for each element of the part in flat order
     */
    static void accumulate(
            Graph graph, Operator operator, byte[] input, int[] values, byte[] output, Part part, Intake intake) {
        Fold fold = of(graph, operator);
        Extent in = graph.inputsOf(operator).get(0).extent();
        Extent out = graph.outputOf(operator).extent();
        Taken taken = new Taken(Optional.of(intake));
        int[] next = {0};
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int before = intake.isFirst() ? fold.start(k) : values[next[0]];
                int value = fold.add(before, input, row, column, k, taken);
                values[next[0]++] = value;
                if (intake.isLast(in)) {
                    output[out.index(row, column, k)] = fold.finish(value, row, column, k);
                }
            }
        });
    }

    /** Which indices of the operand count. */
    record Taken(Optional<Intake> intake) {
        boolean has(Axis axis, int index) {
            return intake.isEmpty()
                    || intake.get().axis() != axis
                    || (intake.get().range().start() <= index
                            && index < intake.get().range().end());
        }

        /** The range of an axis, or what of it is taken. */
        Range of(Axis axis, Range all) {
            if (intake.isEmpty() || intake.get().axis() != axis) {
                return all;
            }
            int start = Math.max(all.start(), intake.get().range().start());
            return new Range(
                    start,
                    Math.max(start, Math.min(all.end(), intake.get().range().end())));
        }
    }
}
