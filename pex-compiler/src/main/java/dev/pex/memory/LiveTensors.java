package dev.pex.memory;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.graph.Graph;
import dev.pex.plan.Buffer;
import dev.pex.plan.Plan;
import dev.pex.schedule.Schedule;
import java.util.List;
import java.util.stream.IntStream;

/** How many bytes of each tensor are live at each step of a plan. */
final class LiveTensors {
    private final AliasSets aliasSets;
    private final CellTimes times;
    private final int steps;

    private LiveTensors(AliasSets aliasSets, CellTimes times, int steps) {
        this.aliasSets = aliasSets;
        this.times = times;
        this.steps = steps;
    }

    static LiveTensors of(Graph graph, Plan plan) {
        AliasSets aliasSets = AliasSets.of(graph);
        CellTimes times = CellTimes.of(graph, aliasSets, new Schedule(plan.steps()));
        return new LiveTensors(aliasSets, times, plan.steps().size());
    }

    /**
     * The live bytes of a tensor at a step.
     *
     * @param bytes live bytes
     * @param rowBytes bytes of the rows that have live bytes, all channels included; more than {@code bytes} when only some
     *     channels of a row are live
     * @param wholeBytes bytes of the whole tensor
     * @param holdsAllRows whether all rows are live at one time, rather than a few rows in turn
     * @param holdsAllChannels whether all channels of a row are live at one time
     */
    record Share(double bytes, double rowBytes, double wholeBytes, boolean holdsAllRows, boolean holdsAllChannels) {}

    AliasSets aliasSets() {
        return aliasSets;
    }

    /** The live bytes of an alias set, by step; entry 0 is the time before the first step. */
    List<Share> of(AliasSet aliasSet) {
        int slices = times.slices(aliasSet.id());
        int[] cells = new int[steps + 3];
        int[] rows = new int[steps + 3];
        int used = 0;
        boolean allChannels = false;
        for (int row = 0; row < aliasSet.rows(); row++) {
            Span together = new Span();
            for (int slice = 0; slice < slices; slice++) {
                if (times.isUsed(aliasSet.id(), row, slice)) {
                    int first = times.first(aliasSet.id(), row, slice);
                    int last = times.last(aliasSet.id(), row, slice);
                    together.add(first, last);
                    mark(cells, first, last);
                }
            }
            if (together.begins <= together.ends) {
                mark(rows, together.begins, together.ends);
                used++;
                allChannels |= together.isJoint();
            }
        }
        boolean allRows = sum(rows) == used;
        sum(cells);
        double rowBytes = aliasSet.rowBytes();
        double wholeBytes = rowBytes * aliasSet.rows();
        boolean channels = allChannels;
        return IntStream.range(0, steps + 2)
                .mapToObj(
                        i -> new Share(cells[i] * rowBytes / slices, rows[i] * rowBytes, wholeBytes, allRows, channels))
                .toList();
    }

    private static void mark(int[] changes, int first, int last) {
        changes[first - Buffer.BEFORE]++;
        changes[last + 1 - Buffer.BEFORE]--;
    }

    /** Turns changes into counts; returns the largest one. */
    private static int sum(int[] changes) {
        int most = 0;
        for (int i = 1; i < changes.length; i++) {
            changes[i] += changes[i - 1];
        }
        for (int count : changes) {
            most = Math.max(most, count);
        }
        return most;
    }

    /** The times of a row's slices. */
    private static final class Span {
        private int begins = Integer.MAX_VALUE;
        private int ends = Integer.MIN_VALUE;
        private int lastToCome = Integer.MIN_VALUE;
        private int firstToGo = Integer.MAX_VALUE;

        void add(int first, int last) {
            begins = Math.min(begins, first);
            ends = Math.max(ends, last);
            lastToCome = Math.max(lastToCome, first);
            firstToGo = Math.min(firstToGo, last);
        }

        /** Whether there is a time at which all are live. */
        boolean isJoint() {
            return lastToCome <= firstToGo;
        }
    }
}
