package dev.pex.memory;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.alias.SubBuffer;
import dev.pex.alias.SubBuffers;
import dev.pex.graph.Graph;
import dev.pex.kernel.Variants;
import dev.pex.operator.Operator;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The row blocks of a schedule: all that the arena must hold. */
final class RowBlocks {
    private final Graph graph;
    private final SubBuffers subBuffers;
    private final Schedule schedule;
    private final int mostRows;
    private final CellTimes times;
    private final Variants variants;
    private final List<RowBlock> rowBlocks = new ArrayList<>();
    private final int[][] rowBlockOfCell;
    private final Map<Integer, Integer> accumulators = new HashMap<>();
    private final Map<Integer, Integer> scratch = new HashMap<>();
    private final SortedMap<Integer, List<Integer>> scratchOfOperator = new TreeMap<>();

    private RowBlocks(
            Graph graph,
            AliasSets aliasSets,
            SubBuffers subBuffers,
            Schedule schedule,
            CellTimes times,
            Variants variants,
            int mostRows) {
        this.graph = graph;
        this.subBuffers = subBuffers;
        this.schedule = schedule;
        this.mostRows = mostRows;
        this.times = times;
        this.variants = variants;
        this.rowBlockOfCell = new int[aliasSets.all().size()][];
    }

    /**
     * The row blocks of a schedule.
     *
     * @param variants decide which kernels need scratch
     * @param mostRows in a row block, unless an alias set must be contiguous
     */
    static RowBlocks of(
            Graph graph,
            AliasSets aliasSets,
            SubBuffers subBuffers,
            Schedule schedule,
            CellTimes times,
            Variants variants,
            int mostRows) {
        RowBlocks rowBlocks = new RowBlocks(graph, aliasSets, subBuffers, schedule, times, variants, mostRows);
        aliasSets.all().forEach(rowBlocks::cut);
        rowBlocks.forOperators();
        return rowBlocks;
    }

    List<RowBlock> all() {
        return rowBlocks;
    }

    CellTimes times() {
        return times;
    }

    SubBuffers subBuffers() {
        return subBuffers;
    }

    /** The row blocks that lie inside others. */
    List<NestedBlock> nestedBlocks() {
        List<NestedBlock> nestedBlocks = new ArrayList<>();
        for (SubBuffer e : subBuffers.all()) {
            for (int row = 0; row < rowBlockOfCell[e.inner()].length; row++) {
                int inner = rowBlockOfCell[e.inner()][row];
                int outer = rowBlockOfCell[e.outer()][row + e.row()];
                if (inner >= 0 && outer >= 0) {
                    RowBlock in = rowBlocks.get(inner);
                    RowBlock out = rowBlocks.get(outer);
                    // An inner row that is narrower than the outer one is in a row block of one row.
                    int distance = (in.row() + e.row() - out.row()) * (out.payload() / out.rows()) + e.bytes();
                    NestedBlock nestedBlock = new NestedBlock(outer, inner, distance);
                    if (nestedBlocks.isEmpty()
                            || !nestedBlocks.get(nestedBlocks.size() - 1).equals(nestedBlock)) {
                        nestedBlocks.add(nestedBlock);
                    }
                }
            }
        }
        return nestedBlocks;
    }

    /** Index of the row block that holds a cell; -1 for a cell that no step touches. */
    int at(int aliasSet, int row, int slice) {
        return rowBlockOfCell[aliasSet][row * times.slices(aliasSet) + slice];
    }

    /** By step that has accumulators: index of their row block. */
    Map<Integer, Integer> accumulators() {
        return accumulators;
    }

    /** By operator with scratch: indices of its row blocks. All of them get one address. */
    Collection<List<Integer>> scratchOfOperators() {
        return scratchOfOperator.values();
    }

    /** By step that has scratch: index of its row block. */
    Map<Integer, Integer> scratch() {
        return scratch;
    }

    /** Cuts an alias set between neighbouring rows that are live during different steps. */
    private void cut(AliasSet aliasSet) {
        int id = aliasSet.id();
        int slices = times.slices(id);
        rowBlockOfCell[id] = new int[aliasSet.rows() * slices];
        for (int slice = 0; slice < slices; slice++) {
            int channels =
                    Math.min(times.sliceChannels(id), aliasSet.extent().channels() - slice * times.sliceChannels(id));
            // The last slice may be narrower than the others; its columns are as far apart as theirs.
            int payload = slices == 1
                    ? aliasSet.rowBytes()
                    : ((aliasSet.extent().columns() - 1) * times.sliceChannels(id) + channels)
                            * aliasSet.elementBytes();
            boolean strided = subBuffers.isStrided(id);
            int cellBytes = strided
                    ? (aliasSet.extent().columns() - 1) * subBuffers.pitch(id) + channels * aliasSet.elementBytes()
                    : payload;
            int most = strided ? 1 : times.isContiguous(id) ? aliasSet.rows() : mostRows;
            int row = 0;
            while (row < aliasSet.rows()) {
                int end = row + 1;
                while (end < aliasSet.rows() && end - row < most && slices == 1 && sameTimes(id, row, end, slice)) {
                    end++;
                }
                boolean used = times.isUsed(id, row, slice);
                for (int r = row; r < end; r++) {
                    rowBlockOfCell[id][r * slices + slice] = used ? rowBlocks.size() : -1;
                }
                if (used) {
                    rowBlocks.add(new RowBlock(
                            id,
                            row,
                            end - row,
                            slice,
                            times.first(id, row, slice),
                            times.last(id, row, slice),
                            cellBytes * (end - row),
                            payload * (end - row),
                            aliasSet.elementBytes(),
                            ""));
                }
                row = end;
            }
        }
    }

    private boolean sameTimes(int aliasSet, int row, int other, int slice) {
        return times.first(aliasSet, row, slice) == times.first(aliasSet, other, slice)
                && times.last(aliasSet, row, slice) == times.last(aliasSet, other, slice);
    }

    private void forOperators() {
        Map<Integer, int[]> accumulating = new HashMap<>();
        for (int s = 0; s < schedule.steps().size(); s++) {
            if (!(schedule.steps().get(s) instanceof Step.Compute step)) {
                continue;
            }
            Operator operator = graph.operators().get(step.operator());
            int bytes = variants.scratchBytes(step.operator(), step.part(), step.isWhole(graph));
            if (bytes > 0) {
                addScratch(s, step.operator(), bytes);
            }
            int elements = (int) step.part().elements();
            if (step.intake().isPresent() && operator.accumulatorBytes(elements) > 0) {
                if (step.intake().get().isFirst()) {
                    accumulating.put(step.operator(), new int[] {rowBlocks.size()});
                    rowBlocks.add(own(
                            s,
                            s,
                            operator.accumulatorBytes(elements),
                            operator.accumulator().bytes(),
                            "accumulators of " + operator.origin()));
                }
                int rowBlock = Objects.requireNonNull(accumulating.get(step.operator()))[0];
                accumulators.put(s, rowBlock);
                RowBlock old = rowBlocks.get(rowBlock);
                rowBlocks.set(rowBlock, own(old.first(), s, old.bytes(), old.alignment(), old.content()));
            }
        }
    }

    /** Adds scratch for a step. Consecutive steps of one operator share a row block. */
    private void addScratch(int step, int operator, int bytes) {
        List<Integer> known = scratchOfOperator.computeIfAbsent(operator, o -> new ArrayList<>());
        int last = known.isEmpty() ? -1 : known.get(known.size() - 1);
        if (last >= 0 && rowBlocks.get(last).last() == step - 1) {
            RowBlock old = rowBlocks.get(last);
            rowBlocks.set(last, own(old.first(), step, bytes, Integer.BYTES, old.content()));
        } else {
            last = rowBlocks.size();
            known.add(last);
            rowBlocks.add(own(
                    step,
                    step,
                    bytes,
                    Integer.BYTES,
                    "scratch of " + graph.operators().get(operator).origin()));
        }
        scratch.put(step, last);
    }

    private static RowBlock own(int first, int last, int bytes, int alignment, String content) {
        return new RowBlock(RowBlock.NONE, 0, 1, 0, first, last, bytes, bytes, alignment, content);
    }
}
