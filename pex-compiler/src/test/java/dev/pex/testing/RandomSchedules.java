package dev.pex.testing;

import dev.pex.graph.Axis;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Softmax;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.kernel.Kernel;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Schedule.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random schedules that make every part once and before it is read, for tests. */
public final class RandomSchedules {
    private static final int MOST_CUTS = 6;

    private RandomSchedules() {}

    /** Operators in order, the output of each cut at random along all axes, its parts in random order. */
    public static Schedule split(Graph graph, SplittableRandom random) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < graph.operators().size(); i++) {
            Operator operator = graph.operators().get(i);
            if (!Kernel.isAlias(operator)) {
                for (Part part : parts(graph, operator, random)) {
                    entries.add(new Entry(i, part));
                }
            }
        }
        return new Schedule(entries);
    }

    /**
     * A few rows of an output at a time, and just before each step the rows that it needs, so that inner
     * tensors can become rolling buffers. Rows that nothing needs are made at the end.
     */
    public static Schedule interleaved(Graph graph, SplittableRandom random) {
        return new RowDemand(graph, random).schedule();
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
