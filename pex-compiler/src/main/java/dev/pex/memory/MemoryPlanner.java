package dev.pex.memory;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.alias.SubBuffers;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.kernel.Variants;
import dev.pex.memory.RigidGroups.Handover;
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

/** Makes the plan of a schedule: when each row is in use, what happens in place, where everything lies. */
public final class MemoryPlanner {
    /** Most rows in a row block: as many as fit together, or each apart. */
    private static final int[] STRIP_ROWS = {Integer.MAX_VALUE, 1};

    private final Graph graph;
    private final AliasSets aliasSets;
    private final Schedule schedule;
    private final Variants variants;
    private final RowBlocks rowBlocks;
    private final List<NestedBlock> nestings;
    private final List<Handover> handovers;
    private final LivePeak peak;

    private MemoryPlanner(
            Graph graph,
            AliasSets aliasSets,
            Schedule schedule,
            CellTimes times,
            SubBuffers subBuffers,
            Variants variants,
            int stripRows) {
        this.graph = graph;
        this.aliasSets = aliasSets;
        this.schedule = schedule;
        this.variants = variants;
        this.rowBlocks = RowBlocks.of(graph, aliasSets, subBuffers, schedule, times, variants, stripRows);
        this.nestings = rowBlocks.nestings();
        this.handovers = InPlaceRows.of(graph, aliasSets, schedule, rowBlocks);
        this.peak = LivePeak.of(
                rowBlocks.all(), handovers, nestings, schedule.steps().size());
    }

    public static Plan plan(Graph graph, Schedule schedule, Target target) {
        return plan(graph, schedule, target, Limits.standard());
    }

    /** A plan for which the placer may do as much work as given. */
    public static Plan plan(Graph graph, Schedule schedule, Target target, Limits limits) {
        Arrangements arrangements = Arrangements.of(graph, schedule, Variants.of(graph, Tuning.of(target)));
        arrangements.improve(limits);
        return arrangements.plan();
    }

    /**
     * With what concatenations and slices move in its place already and with copies of it, with rows together
     * and with rows apart: each may be easier to place.
     */
    static List<MemoryPlanner> planners(Graph graph, Schedule schedule, Variants variants) {
        AliasSets aliasSets = AliasSets.of(graph);
        CellTimes times = CellTimes.of(graph, aliasSets, schedule);
        Set<Integer> pinned = graph.states().stream()
                .map(state -> aliasSets.of(state.tensor()).id())
                .collect(Collectors.toSet());
        List<SubBuffers> choices = new ArrayList<>();
        // A state shares its bytes with nothing.
        choices.add(
                SubBuffers.of(graph, aliasSets, s -> times.slices(s) > 1 || pinned.contains(s), times::isContiguous));
        if (!choices.get(0).all().isEmpty()) {
            choices.add(SubBuffers.none(graph, aliasSets));
        }
        List<MemoryPlanner> planners = new ArrayList<>();
        for (SubBuffers subBuffers : choices) {
            for (int stripRows : STRIP_ROWS) {
                planners.add(new MemoryPlanner(graph, aliasSets, schedule, times, subBuffers, variants, stripRows));
            }
        }
        return planners;
    }

    /** Which handovers are taken. */
    enum Overlaps {
        NONE,
        NEEDED,
        NEEDED_AND_IN_PLACE
    }

    /** The most bytes that are alive at a time. */
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

    /** Strips in groups, to be placed. */
    RigidGroups groups(Overlaps overlaps) {
        RigidGroups groups = new RigidGroups(rowBlocks.all());
        for (AliasSet aliasSet : aliasSets.all()) {
            if (rowBlocks.times().isContiguous(aliasSet.id())) {
                tieRows(groups, aliasSet);
            }
        }
        for (List<Integer> scratch : rowBlocks.scratchOfOperators()) {
            scratch.forEach(rowBlock -> groups.tie(scratch.get(0), rowBlock, 0));
        }
        nestings.forEach(n -> groups.tie(n.outer(), n.inner(), n.distance()));
        handovers.forEach(groups::allow);
        for (Handover handover : handovers) {
            boolean inPlace = handover.distance() == 0 && overlaps == Overlaps.NEEDED_AND_IN_PLACE;
            if (inPlace || (overlaps != Overlaps.NONE && peak.needs(handover.step()))) {
                groups.take(handover);
            }
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

    /** Buffers by the time of their first use, then by address; numbers gets the id of each row block's. */
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
     * Whether rows of a tensor lie together, or are pixels that lie in slices. Another name of a alias set in
     * pieces has no place when nobody uses it.
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
            // Readers take such a tensor in row by row: each row of the alias set is a slice of its channels.
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

    /** Where a row starts; a row that no step touches is nowhere. */
    private int address(int[] addresses, AliasSet aliasSet, int row, int slice) {
        int rowBlock = rowBlocks.at(aliasSet.id(), row, slice);
        if (rowBlock < 0) {
            return 0;
        }
        return addresses[rowBlock] + (row - rowBlocks.all().get(rowBlock).row()) * aliasSet.rowBytes();
    }

    private static SortedMap<Integer, Integer> numbered(Map<Integer, Integer> stripOfStep, int[] numbers) {
        SortedMap<Integer, Integer> ids = new TreeMap<>();
        stripOfStep.forEach((step, rowBlock) -> ids.put(step, numbers[rowBlock]));
        return ids;
    }
}
