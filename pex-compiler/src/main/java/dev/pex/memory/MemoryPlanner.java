package dev.pex.memory;

import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Tensor;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.kernel.Variants;
import dev.pex.memory.RigidGroups.Handover;
import dev.pex.placement.Limits;
import dev.pex.plan.Buffer;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.schedule.Schedule;
import dev.pex.storage.Embeddings;
import dev.pex.storage.Storage;
import dev.pex.storage.Storages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the plan of a schedule: when each row is in use, what happens in place, where everything lies. */
public final class MemoryPlanner {
    /** Most rows in a strip: as many as fit together, or each apart. */
    private static final int[] STRIP_ROWS = {Integer.MAX_VALUE, 1};

    private final Graph graph;
    private final Storages storages;
    private final Schedule schedule;
    private final Variants variants;
    private final Strips strips;
    private final List<Nesting> nestings;
    private final List<Handover> handovers;
    private final LivePeak peak;

    private MemoryPlanner(
            Graph graph,
            Storages storages,
            Schedule schedule,
            CellTimes times,
            Embeddings embeddings,
            Variants variants,
            int stripRows) {
        this.graph = graph;
        this.storages = storages;
        this.schedule = schedule;
        this.variants = variants;
        this.strips = Strips.of(graph, storages, embeddings, schedule, times, variants, stripRows);
        this.nestings = strips.nestings();
        this.handovers = Handovers.of(graph, storages, schedule, strips);
        this.peak =
                LivePeak.of(strips.all(), handovers, nestings, schedule.steps().size());
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
        Storages storages = Storages.of(graph);
        CellTimes times = CellTimes.of(graph, storages, schedule);
        List<Embeddings> choices = new ArrayList<>();
        choices.add(Embeddings.of(graph, storages, s -> times.slices(s) > 1, times::isContiguous));
        if (!choices.get(0).all().isEmpty()) {
            choices.add(Embeddings.none(graph, storages));
        }
        List<MemoryPlanner> planners = new ArrayList<>();
        for (Embeddings embeddings : choices) {
            for (int stripRows : STRIP_ROWS) {
                planners.add(new MemoryPlanner(graph, storages, schedule, times, embeddings, variants, stripRows));
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
        int alignment = strips.all().stream().mapToInt(Strip::alignment).max().orElse(1);
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
                numbered(strips.accumulators(), numbers),
                numbered(strips.scratch(), numbers));
    }

    /** Strips in groups, to be placed. */
    RigidGroups groups(Overlaps overlaps) {
        RigidGroups groups = new RigidGroups(strips.all());
        for (Storage storage : storages.all()) {
            if (strips.times().isContiguous(storage.id())) {
                tieRows(groups, storage);
            }
        }
        for (List<Integer> scratch : strips.scratchOfOperators()) {
            scratch.forEach(strip -> groups.tie(scratch.get(0), strip, 0));
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

    private void tieRows(RigidGroups groups, Storage storage) {
        int first = -1;
        for (int row = 0; row < storage.rows(); row++) {
            int strip = strips.at(storage.id(), row, 0);
            if (strip >= 0 && first < 0) {
                first = strip;
            } else if (strip >= 0 && strips.all().get(strip).row() == row) {
                int distance = (row - strips.all().get(first).row()) * storage.rowBytes();
                groups.tie(first, strip, distance);
            }
        }
    }

    /** Buffers by the time of their first use, then by address; numbers gets the id of each strip's. */
    private List<Buffer> buffers(int[] addresses, int[] numbers) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < addresses.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt((Integer i) -> strips.all().get(i).first())
                .thenComparingInt(i -> addresses[i])
                .thenComparingInt(i -> i));
        List<Buffer> buffers = new ArrayList<>();
        for (int i : order) {
            Strip s = strips.all().get(i);
            numbers[i] = buffers.size();
            buffers.add(new Buffer(
                    buffers.size(), addresses[i], s.bytes(), s.alignment(), s.first(), s.last(), content(s)));
        }
        return buffers;
    }

    private String content(Strip strip) {
        if (strip.storage() == Strip.NONE) {
            return strip.content();
        }
        Storage storage = storages.all().get(strip.storage());
        Tensor tensor = graph.tensor(storage.root());
        String name = graph.producer(tensor.id())
                .map(Operator::origin)
                .map(Object::toString)
                .orElse("input '" + tensor.name() + "'");
        String rows =
                strip.rows() == storage.rows() ? "" : ", rows " + strip.row() + ":" + (strip.row() + strip.rows());
        int width = strips.times().sliceChannels(storage.id());
        String channels = strips.times().slices(storage.id()) == 1 ? "" : ", channels from " + strip.slice() * width;
        return name + rows + channels;
    }

    private SortedMap<Integer, Placement> placements(int[] addresses) {
        SortedMap<Integer, Placement> placements = new TreeMap<>();
        for (Storage storage : storages.all()) {
            for (int member : storage.members()) {
                if (hasPlace(storage, member)) {
                    placements.put(member, placement(addresses, storage, member));
                }
            }
        }
        return placements;
    }

    /**
     * Whether rows of a tensor lie together, or are pixels that lie in slices. Another name of a storage in
     * pieces has no place when nobody uses it.
     */
    private boolean hasPlace(Storage storage, int member) {
        return storages.rowsPerRow(member) == 1
                || strips.times().isContiguous(storage.id())
                || graph.tensor(member).extent().columns() == 1;
    }

    private Placement placement(int[] addresses, Storage storage, int member) {
        Extent extent = graph.tensor(member).extent();
        int rowsPerRow = storages.rowsPerRow(member);
        int slices = strips.times().slices(storage.id());
        List<Integer> offsets = new ArrayList<>();
        if (rowsPerRow > 1 && !strips.times().isContiguous(storage.id())) {
            // Readers take such a tensor in row by row: each row of the storage is a slice of its channels.
            for (int row = 0; row < storage.rows(); row++) {
                offsets.add(address(addresses, storage, row, 0));
            }
            return new Placement(
                    rowsPerRow, storage.rowElements(), extent.channels() * storage.elementBytes(), offsets);
        }
        for (int row = 0; row < extent.rows(); row++) {
            for (int slice = 0; slice < slices; slice++) {
                offsets.add(address(addresses, storage, row * rowsPerRow, slice));
            }
        }
        int channels = slices == 1 ? extent.channels() : strips.times().sliceChannels(storage.id());
        Embeddings embeddings = strips.embeddings();
        int pixelStride =
                embeddings.isStrided(storage.id()) ? embeddings.pitch(storage.id()) : channels * storage.elementBytes();
        return new Placement(slices, channels, pixelStride, offsets);
    }

    /** Where a row starts; a row that no step touches is nowhere. */
    private int address(int[] addresses, Storage storage, int row, int slice) {
        int strip = strips.at(storage.id(), row, slice);
        if (strip < 0) {
            return 0;
        }
        return addresses[strip] + (row - strips.all().get(strip).row()) * storage.rowBytes();
    }

    private static SortedMap<Integer, Integer> numbered(Map<Integer, Integer> stripOfStep, int[] numbers) {
        SortedMap<Integer, Integer> ids = new TreeMap<>();
        stripOfStep.forEach((step, strip) -> ids.put(step, numbers[strip]));
        return ids;
    }
}
