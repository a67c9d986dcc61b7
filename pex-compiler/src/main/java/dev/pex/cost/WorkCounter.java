package dev.pex.cost;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.kernel.InstructionSet;
import dev.pex.kernel.Kernel;
import dev.pex.kernel.Variant;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.quant.Arithmetic;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.Arrays;
import java.util.Optional;

/** Counts the work of the steps of one operator. */
final class WorkCounter {
    private static final int GROUP = 4;
    private static final int VECTOR = 16;

    private final Graph graph;
    private final Operator operator;
    private final boolean depthwise;
    private final boolean reads;
    private final int operandChannels;
    /** Multiply-accumulates of an element of the output. */
    private final long products;

    private final boolean shiftsLeft;
    private final boolean clamps;

    /** Sums, by the first rows of the output: rows of the first operand that each reads. */
    private final long[] rowsRead;

    private final long[] columnsRead;

    private WorkCounter(Graph graph, Operator operator) {
        this.graph = graph;
        this.operator = operator;
        this.depthwise = Kernel.of(operator) == Kernel.DEPTHWISE_CONV2D_S8;
        this.reads = !operator.inputs().isEmpty();
        Extent output = graph.outputOf(operator).extent();
        this.operandChannels = reads ? operand().channels() : 0;
        this.products = operator.macs(graph, pixel(0, 0).with(Axis.CHANNELS, new Range(0, 1)));
        Arithmetic arithmetic = operator.arithmetic(graph);
        this.shiftsLeft = arithmetic instanceof Arithmetic.Weighted weighted
                && Arrays.stream(weighted.shifts().toArray()).anyMatch(shift -> shift >= 0);
        this.clamps = arithmetic instanceof Arithmetic.Weighted weighted
                && (weighted.minimum() > Byte.MIN_VALUE || weighted.maximum() < Byte.MAX_VALUE);
        this.rowsRead = new long[output.rows() + 1];
        this.columnsRead = new long[output.columns() + 1];
        for (int row = 0; row < output.rows(); row++) {
            rowsRead[row + 1] =
                    rowsRead[row] + (reads ? read(pixel(row, 0)).rows().size() : 0);
        }
        for (int column = 0; column < output.columns(); column++) {
            columnsRead[column + 1] = columnsRead[column]
                    + (reads ? read(pixel(0, column)).columns().size() : 0);
        }
    }

    static WorkCounter of(Graph graph, Operator operator) {
        return new WorkCounter(graph, operator);
    }

    private Extent operand() {
        return graph.tensor(operator.inputs().get(0)).extent();
    }

    private Part read(Part part) {
        return Dependence.read(graph, operator, 0, part);
    }

    private Part pixel(int row, int column) {
        Extent output = graph.outputOf(operator).extent();
        return new Part(new Range(row, row + 1), new Range(column, column + 1), Range.all(output.channels()));
    }

    /**
     * The work of a step.
     *
     * @param part of the output; not empty
     * @param intake what it takes in of the first operand; empty for all of it
     */
    Work of(Part part, Optional<Intake> intake) {
        long pixels = (long) part.rows().size() * part.columns().size();
        int channels = part.channels().size();
        long macs = Macs.of(graph, operator, part, intake);
        return Work.none()
                .with(Unit.STEP, 1)
                .with(Unit.ROW, part.rows().size())
                .with(Unit.PIXEL, pixels)
                .with(Unit.GROUP, pixels * ceil(channels, GROUP))
                .with(Unit.SINGLE, pixels * (channels % GROUP))
                .with(Unit.SINGLE_PRODUCT, macs * (channels % GROUP) / channels)
                .with(Unit.OUTPUT, part.elements())
                .with(Unit.INPUT, inputs(part, intake))
                .with(Unit.RUN, runs(part, intake))
                .with(Unit.LEFT, shiftsLeft ? part.elements() : 0)
                .with(Unit.CLAMPED, clamps ? part.elements() : 0)
                .with(Unit.KEPT, isWhole(intake) ? 0 : part.elements())
                .with(Unit.PRODUCT, macs)
                .with(Unit.VECTOR, vectors(pixels, channels, intake));
    }

    /** Weights that a step reads at least once: each serves every pixel. */
    long weightBytes(Part part, Optional<Intake> intake) {
        long pixels = (long) part.rows().size() * part.columns().size();
        return (Macs.of(graph, operator, part, intake) + pixels - 1) / pixels;
    }

    /** Multiply-accumulates of an element of the output that lie apart from one another in the operand. */
    private long taps() {
        return depthwise ? products : ceil(products, Math.max(1, operandChannels));
    }

    /**
     * Which of its loops a kernel takes.
     *
     * @param scratch whether it has use for scratch
     */
    Form form(Variant variant, boolean scratch) {
        if (depthwise && graph.outputOf(operator).extent().channels() != operandChannels) {
            return Form.MULTIPLIED;
        }
        if (depthwise && variant.instructions() == InstructionSet.MVE) {
            return taps() <= Form.MOST_LISTED_TAPS ? Form.ANY : Form.LARGE;
        }
        if (variant.kernel() != Kernel.CONV2D_S8 || variant.instructions() == InstructionSet.SMALL) {
            return Form.ANY;
        }
        if (taps() == 1) {
            return scratch ? Form.PAIRS : Form.POINTWISE;
        }
        if (products <= Form.mostGathered(variant.instructions())) {
            return Form.GATHERED;
        }
        return variant.instructions() == InstructionSet.MVE && windowRuns() > Form.MOST_LISTED_RUNS
                ? Form.LISTS
                : Form.LARGE;
    }

    /** Runs of bytes that a window consists of, when the pixels of a row follow one another in it. */
    private long windowRuns() {
        long columns = 1;
        for (int column = 1; column < columnsRead.length; column++) {
            columns = Math.max(columns, columnsRead[column] - columnsRead[column - 1]);
        }
        return ceil(taps(), columns);
    }

    private long inputs(Part part, Optional<Intake> intake) {
        if (!reads) {
            return 0;
        }
        int channels = read(part).channels().size();
        long all = sum(rowsRead, part.rows()) * sum(columnsRead, part.columns()) * channels;
        return intake.isEmpty()
                ? all
                : ceil(
                        all * intake.get().range().size(),
                        operand().along(intake.get().axis()));
    }

    private boolean isWhole(Optional<Intake> intake) {
        return intake.isEmpty() || (intake.get().isFirst() && intake.get().isLast(operand()));
    }

    private long runs(Part part, Optional<Intake> intake) {
        long all = sum(rowsRead, part.rows())
                * part.columns().size()
                * ceil(part.channels().size(), GROUP);
        return intake.isPresent() && intake.get().axis() == Axis.ROWS
                ? ceil(all * intake.get().range().size(), operand().rows())
                : all;
    }

    private long vectors(long pixels, int channels, Optional<Intake> intake) {
        if (products == 0) {
            return ceil(pixels * channels, VECTOR);
        }
        if (depthwise) {
            return pixels * taps() * ceil(channels, VECTOR);
        }
        long taken = intake.map(i -> (long) i.range().size()).orElse((long) operandChannels);
        return pixels * channels * taps() * ceil(taken, VECTOR);
    }

    private static long sum(long[] sums, Range range) {
        return sums[range.end()] - sums[range.start()];
    }

    private static long ceil(long count, long by) {
        return (count + by - 1) / by;
    }
}
