package dev.pex.testing;

import dev.pex.graph.Graph;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.operator.Softmax;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Random schedules that make every part once and before it is read, for tests. */
public final class RandomSchedules {
    private static final int MOST_CUTS = 6;

    private RandomSchedules() {}

    /**
     * Operators in order, the output of each cut at random along all axes, its parts in random order; some
     * operators take their operand in slice by slice.
     */
    public static Schedule split(Graph graph, SplittableRandom random) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < graph.operators().size(); i++) {
            Operator operator = graph.operators().get(i);
            if (!operator.isAlias()) {
                for (Part part : parts(graph, operator, random)) {
                    steps.addAll(steps(graph, i, part, random));
                }
            }
        }
        return new Schedule(steps);
    }

    /**
     * Operators in order, the channels of all outputs cut into slices of one width where operators allow it,
     * the rows of some as well; convolutions and the like take in such slices, so that every slice can have
     * cells of its own.
     */
    public static Schedule sliced(Graph graph, SplittableRandom random) {
        List<Step> steps = new ArrayList<>();
        int width = random.nextInt(1, 5);
        for (int i = 0; i < graph.operators().size(); i++) {
            Operator operator = graph.operators().get(i);
            if (operator.isAlias()) {
                continue;
            }
            Part whole = Part.whole(graph.outputOf(operator).extent());
            boolean wholeChannels = operator instanceof Softmax;
            for (Part slice : wholeChannels ? List.of(whole) : pieces(whole, Axis.CHANNELS, width)) {
                int rows = random.nextBoolean() ? 1 : whole.rows().size();
                for (Part part : pieces(slice, Axis.ROWS, rows)) {
                    steps.addAll(
                            takesIn(graph, operator, Axis.CHANNELS)
                                    ? intake(graph, i, part, Axis.CHANNELS, width)
                                    : List.of(new Step.Compute(i, part)));
                }
            }
        }
        return new Schedule(steps);
    }

    /**
     * A few rows of an output at a time, and just before each step the rows that it needs, so that rows of
     * different tensors take turns in one place. Rows that nothing needs are made at the end.
     */
    public static Schedule interleaved(Graph graph, SplittableRandom random) {
        return new RowDemand(graph, random, false).schedule();
    }

    /** The same, with inputs that arrive row by row when they are needed. */
    public static Schedule streamed(Graph graph, SplittableRandom random) {
        return new RowDemand(graph, random, true).schedule();
    }

    /** Whether an operator can take in its operand slice by slice along an axis. */
    static boolean takesIn(Graph graph, Operator operator, Axis axis) {
        return operator.intakeAxes(graph).contains(axis)
                && graph.inputsOf(operator).get(0).constant().isEmpty();
    }

    private static List<Step> steps(Graph graph, int index, Part part, SplittableRandom random) {
        Operator operator = graph.operators().get(index);
        for (Axis axis : Axis.values()) {
            if (takesIn(graph, operator, axis) && random.nextInt(3) == 0) {
                int extent = graph.inputsOf(operator).get(0).extent().along(axis);
                return intake(graph, index, part, axis, random.nextInt(1, extent + 1));
            }
        }
        return List.of(new Step.Compute(index, part));
    }

    /** The steps that take in an operand in slices of a width. */
    private static List<Step> intake(Graph graph, int index, Part part, Axis axis, int width) {
        int extent =
                graph.inputsOf(graph.operators().get(index)).get(0).extent().along(axis);
        List<Step> steps = new ArrayList<>();
        for (int start = 0; start < extent; start += width) {
            Range range = new Range(start, Math.min(extent, start + width));
            steps.add(new Step.Compute(index, part, Optional.of(new Intake(axis, range))));
        }
        return steps;
    }

    /** A part in pieces of a size along an axis. */
    private static List<Part> pieces(Part part, Axis axis, int size) {
        List<Part> pieces = new ArrayList<>();
        Range all = part.along(axis);
        for (int start = all.start(); start < all.end(); start += size) {
            pieces.add(part.with(axis, new Range(start, Math.min(all.end(), start + size))));
        }
        return pieces;
    }

    private static List<Part> parts(Graph graph, Operator operator, SplittableRandom random) {
        List<Part> parts = new ArrayList<>();
        parts.add(Part.whole(graph.outputOf(operator).extent()));
        int cuts = random.nextInt(3) == 0 ? 0 : random.nextInt(1, MOST_CUTS + 1);
        for (int c = 0; c < cuts; c++) {
            Part part = parts.remove(random.nextInt(parts.size()));
            parts.addAll(cut(part, random, operator instanceof Softmax));
        }
        // Every part goes to a random place among those before it: all orders are equally likely.
        List<Part> shuffled = new ArrayList<>();
        for (Part part : parts) {
            shuffled.add(random.nextInt(shuffled.size() + 1), part);
        }
        return shuffled;
    }

    /** Two parts, or the same one where it cannot be cut. Softmax needs all channels of a pixel together. */
    private static List<Part> cut(Part part, SplittableRandom random, boolean wholeChannels) {
        List<Axis> axes = new ArrayList<>(List.of(Axis.values()));
        axes.removeIf(axis -> part.along(axis).size() < 2 || (wholeChannels && axis == Axis.CHANNELS));
        if (axes.isEmpty()) {
            return List.of(part);
        }
        Axis axis = axes.get(random.nextInt(axes.size()));
        Range range = part.along(axis);
        int middle = random.nextInt(range.start() + 1, range.end());
        return List.of(
                part.with(axis, new Range(range.start(), middle)), part.with(axis, new Range(middle, range.end())));
    }
}
