package dev.pex.memory;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.alias.SubBuffers;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.kernel.Variants;
import dev.pex.memory.RigidGroups.AllowedOverlap;
import dev.pex.operator.Operator;
import dev.pex.placement.Limits;
import dev.pex.plan.Buffer;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.schedule.Schedule;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the plan of a schedule: when each row is live, which outputs overlap operands, and where every row lies. */
public final class MemoryPlanner {
    /** Most rows in a row block: as many as are live during the same steps, or one. */
    private static final int[] MOST_ROWS = {Integer.MAX_VALUE, 1};

    private final Graph graph;
    private final AliasSets aliasSets;
    private final Schedule schedule;
    private final Variants variants;
    private final RowBlocks rowBlocks;
    private final List<NestedBlock> nestedBlocks;
    private final List<AllowedOverlap> overlaps;
    private final LivePeak peak;

    private MemoryPlanner(
            Graph graph,
            AliasSets aliasSets,
            Schedule schedule,
            CellTimes times,
            SubBuffers subBuffers,
            Variants variants,
            int mostRows) {
        this.graph = graph;
        this.aliasSets = aliasSets;
        this.schedule = schedule;
        this.variants = variants;
        this.rowBlocks = RowBlocks.of(graph, aliasSets, subBuffers, schedule, times, variants, mostRows);
        this.nestedBlocks = rowBlocks.nestedBlocks();
        this.overlaps = InPlaceRows.of(graph, aliasSets, schedule, rowBlocks);
        this.peak = LivePeak.of(
                rowBlocks.all(), overlaps, nestedBlocks, schedule.steps().size());
    }

    public static Plan plan(Graph graph, Schedule schedule, Target target) {
        return plan(graph, schedule, target, Limits.standard());
    }

    /** A plan for which the placer may do the given work. */
    public static Plan plan(Graph graph, Schedule schedule, Target target, Limits limits) {
        Arrangements arrangements = Arrangements.of(graph, schedule, Variants.of(graph, Tuning.of(target)));
        arrangements.improve(limits);
        return arrangements.plan();
    }

    /**
     * The planners to try: with sub-buffers for concatenations and slices and with copies, with many rows in a row block and
     * with one. Each combination can be the easiest one to place.
     */
    static List<MemoryPlanner> planners(Graph graph, Schedule schedule, Variants variants) {
        AliasSets aliasSets = AliasSets.of(graph);
        CellTimes times = CellTimes.of(graph, aliasSets, schedule);
        Set<Integer> pinned = graph.states().stream()
                .map(state -> aliasSets.of(state.tensor()).id())
                .collect(Collectors.toSet());
        List<SubBuffers> choices = new ArrayList<>();
        // A state shares its bytes with nothing.
        choices.add(SubBuffers.of(
                graph,
                aliasSets,
                s -> times.slices(s) > 1 || pinned.contains(s),
                times::isContiguous,
                times::hasDenseRows));
        if (!choices.get(0).all().isEmpty()) {
            choices.add(SubBuffers.none(graph, aliasSets));
        }
        List<MemoryPlanner> planners = new ArrayList<>();
        for (SubBuffers subBuffers : choices) {
            for (int mostRows : MOST_ROWS) {
                planners.add(new MemoryPlanner(graph, aliasSets, schedule, times, subBuffers, variants, mostRows));
            }
        }
        return planners;
    }

    /** The most live bytes at a time. */
    long peak() {
        return peak.peak();
    }

    Plan plan(int[] addresses, int height) {
        int alignment =
                rowBlocks.all().stream().mapToInt(RowBlock::alignment).max().orElse(1);
        int[] numbers = new int[addresses.length];
        List<Buffer> buffers = buffers(addresses, numbers);
        return new Plan(
                graph.name(),
                variants.tuning(),
                height,
                alignment,
                buffers,
                placements(addresses),
                schedule.steps(),
                numbered(rowBlocks.accumulators(), numbers),
                numbered(rowBlocks.scratch(), numbers));
    }

    /** The row blocks in rigid groups, which are what is placed. */
    RigidGroups groups(Ties ties) {
        RigidGroups groups = new RigidGroups(rowBlocks.all(), Rooms.of(rowBlocks.all(), ties.even()));
        for (AliasSet aliasSet : aliasSets.all()) {
            if (rowBlocks.times().isContiguous(aliasSet.id())) {
                tieRows(groups, aliasSet);
            }
        }
        for (List<Integer> scratch : rowBlocks.scratchOfOperators()) {
            scratch.forEach(rowBlock -> groups.tie(scratch.get(0), rowBlock, 0));
        }
        nestedBlocks.forEach(n -> groups.tie(n.outer(), n.inner(), n.distance()));
        overlaps.forEach(groups::allow);
        for (AllowedOverlap overlap : overlaps) {
            boolean taken = switch (ties.overlaps()) {
                case NONE -> false;
                case NEEDED -> peak.needs(overlap.step());
                case NEEDED_AND_IN_PLACE -> overlap.distance() == 0 || peak.needs(overlap.step());
            };
            if (taken) {
                groups.take(overlap);
            }
        }
        if (ties.cycles() > 0) {
            RollingRows.tie(groups, rowBlocks.all(), ties.cycles());
        }
        return groups;
    }

    private void tieRows(RigidGroups groups, AliasSet aliasSet) {
        int first = -1;
        for (int row = 0; row < aliasSet.rows(); row++) {
            int rowBlock = rowBlocks.at(aliasSet.id(), row, 0);
            if (rowBlock >= 0 && first < 0) {
                first = rowBlock;
            } else if (rowBlock >= 0 && rowBlocks.all().get(rowBlock).row() == row) {
                int distance = (row - rowBlocks.all().get(first).row()) * aliasSet.rowBytes();
                groups.tie(first, rowBlock, distance);
            }
        }
    }

    /** Buffers by their first step, then by address. Fills {@code numbers} with the buffer id of each row block. */
    private List<Buffer> buffers(int[] addresses, int[] numbers) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < addresses.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt((Integer i) -> rowBlocks.all().get(i).first())
                .thenComparingInt(i -> addresses[i])
                .thenComparingInt(i -> i));
        List<Buffer> buffers = new ArrayList<>();
        for (int i : order) {
            RowBlock s = rowBlocks.all().get(i);
            numbers[i] = buffers.size();
            buffers.add(new Buffer(
                    buffers.size(), addresses[i], s.bytes(), s.alignment(), s.first(), s.last(), content(s)));
        }
        return buffers;
    }

    private String content(RowBlock rowBlock) {
        if (rowBlock.aliasSet() == RowBlock.NONE) {
            return rowBlock.content();
        }
        AliasSet aliasSet = aliasSets.all().get(rowBlock.aliasSet());
        Tensor tensor = graph.tensor(aliasSet.root());
        String name = graph.producer(tensor.id())
                .map(Operator::origin)
                .map(Object::toString)
                .orElse((graph.inputs().contains(tensor.id()) ? "input '" : "state '") + tensor.name() + "'");
        String rows = rowBlock.rows() == aliasSet.rows()
                ? ""
                : ", rows " + rowBlock.row() + ":" + (rowBlock.row() + rowBlock.rows());
        int width = rowBlocks.times().sliceChannels(aliasSet.id());
        String channels =
                rowBlocks.times().slices(aliasSet.id()) == 1 ? "" : ", channels from " + rowBlock.slice() * width;
        return name + rows + channels;
    }

    private SortedMap<Integer, Placement> placements(int[] addresses) {
        SortedMap<Integer, Placement> placements = new TreeMap<>();
        for (AliasSet aliasSet : aliasSets.all()) {
            for (int member : aliasSet.members()) {
                if (hasPlace(aliasSet, member)) {
                    placements.put(member, placement(addresses, aliasSet, member));
                }
            }
        }
        return placements;
    }

    /**
     * Whether a member has a placement: each of its rows is contiguous, or is one pixel that lies in slices. A member that no
     * step uses can have neither.
     */
    private boolean hasPlace(AliasSet aliasSet, int member) {
        return aliasSets.rowsPerRow(member) == 1
                || rowBlocks.times().isContiguous(aliasSet.id())
                || graph.tensor(member).extent().columns() == 1;
    }

    private Placement placement(int[] addresses, AliasSet aliasSet, int member) {
        Extent extent = graph.tensor(member).extent();
        int rowsPerRow = aliasSets.rowsPerRow(member);
        int slices = rowBlocks.times().slices(aliasSet.id());
        List<Integer> offsets = new ArrayList<>();
        if (rowsPerRow > 1 && !rowBlocks.times().isContiguous(aliasSet.id())) {
            // A step takes in such a tensor row by row: each row of the alias set is a slice of its channels.
            for (int row = 0; row < aliasSet.rows(); row++) {
                offsets.add(address(addresses, aliasSet, row, 0));
            }
            return new Placement(
                    rowsPerRow, aliasSet.rowElements(), extent.channels() * aliasSet.elementBytes(), offsets);
        }
        for (int row = 0; row < extent.rows(); row++) {
            for (int slice = 0; slice < slices; slice++) {
                offsets.add(address(addresses, aliasSet, row * rowsPerRow, slice));
            }
        }
        int channels = slices == 1 ? extent.channels() : rowBlocks.times().sliceChannels(aliasSet.id());
        SubBuffers subBuffers = rowBlocks.subBuffers();
        int pixelStride = subBuffers.isStrided(aliasSet.id())
                ? subBuffers.pitch(aliasSet.id())
                : channels * aliasSet.elementBytes();
        return new Placement(slices, channels, pixelStride, offsets);
    }

    /** The address of a row; 0 for a row that no step touches. */
    private int address(int[] addresses, AliasSet aliasSet, int row, int slice) {
        int rowBlock = rowBlocks.at(aliasSet.id(), row, slice);
        if (rowBlock < 0) {
            return 0;
        }
        return addresses[rowBlock] + (row - rowBlocks.all().get(rowBlock).row()) * aliasSet.rowBytes();
    }

    private static SortedMap<Integer, Integer> numbered(Map<Integer, Integer> rowBlockOfStep, int[] numbers) {
        SortedMap<Integer, Integer> ids = new TreeMap<>();
        rowBlockOfStep.forEach((step, rowBlock) -> ids.put(step, numbers[rowBlock]));
        return ids;
    }
}
