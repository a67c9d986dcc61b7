package dev.pex.memory;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.kernel.Kernel;
import dev.pex.kernel.Variants;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.storage.Embedding;
import dev.pex.storage.Embeddings;
import dev.pex.storage.Storage;
import dev.pex.storage.Storages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the arena must hold under a schedule, in strips. */
final class Strips {
    private final Graph graph;
    private final Embeddings embeddings;
    private final Schedule schedule;
    private final int mostRows;
    private final CellTimes times;
    private final Variants variants;
    private final List<Strip> strips = new ArrayList<>();
    private final int[][] stripOfCell;
    private final Map<Integer, Integer> accumulators = new HashMap<>();
    private final Map<Integer, Integer> scratch = new HashMap<>();
    private final SortedMap<Integer, List<Integer>> scratchOfOperator = new TreeMap<>();

    private Strips(
            Graph graph,
            Storages storages,
            Embeddings embeddings,
            Schedule schedule,
            CellTimes times,
            Variants variants,
            int mostRows) {
        this.graph = graph;
        this.embeddings = embeddings;
        this.schedule = schedule;
        this.mostRows = mostRows;
        this.times = times;
        this.variants = variants;
        this.stripOfCell = new int[storages.all().size()][];
    }

    /**
     * The strips of a schedule.
     *
     * @param variants decide which kernels need scratch
     * @param mostRows in a strip, unless a storage must be contiguous
     */
    static Strips of(
            Graph graph,
            Storages storages,
            Embeddings embeddings,
            Schedule schedule,
            CellTimes times,
            Variants variants,
            int mostRows) {
        Strips strips = new Strips(graph, storages, embeddings, schedule, times, variants, mostRows);
        storages.all().forEach(strips::cut);
        strips.forOperators();
        return strips;
    }

    List<Strip> all() {
        return strips;
    }

    CellTimes times() {
        return times;
    }

    Embeddings embeddings() {
        return embeddings;
    }

    /** Which strips lie inside others. */
    List<Nesting> nestings() {
        List<Nesting> nestings = new ArrayList<>();
        for (Embedding e : embeddings.all()) {
            for (int row = 0; row < stripOfCell[e.inner()].length; row++) {
                int inner = stripOfCell[e.inner()][row];
                int outer = stripOfCell[e.outer()][row + e.row()];
                if (inner >= 0 && outer >= 0) {
                    Strip in = strips.get(inner);
                    Strip out = strips.get(outer);
                    // Only strips of one row have rows that are narrower than those around them.
                    int distance = (in.row() + e.row() - out.row()) * (out.payload() / out.rows()) + e.bytes();
                    Nesting nesting = new Nesting(outer, inner, distance);
                    if (nestings.isEmpty() || !nestings.get(nestings.size() - 1).equals(nesting)) {
                        nestings.add(nesting);
                    }
                }
            }
        }
        return nestings;
    }

    /** Index of the strip that holds a cell; -1 for a cell that no step touches. */
    int at(int storage, int row, int slice) {
        return stripOfCell[storage][row * times.slices(storage) + slice];
    }

    /** Index of the strip of the accumulators of each step that has some. */
    Map<Integer, Integer> accumulators() {
        return accumulators;
    }

    /** Indices of the strips of each operator's scratch: kernels find it at one address. */
    Collection<List<Integer>> scratchOfOperators() {
        return scratchOfOperator.values();
    }

    /** Index of the strip of the scratch of each step that has some. */
    Map<Integer, Integer> scratch() {
        return scratch;
    }

    /** Cuts a storage where neighbouring rows differ in their times. */
    private void cut(Storage storage) {
        int id = storage.id();
        int slices = times.slices(id);
        stripOfCell[id] = new int[storage.rows() * slices];
        for (int slice = 0; slice < slices; slice++) {
            int channels =
                    Math.min(times.sliceChannels(id), storage.extent().channels() - slice * times.sliceChannels(id));
            // The last slice may be narrower; its rows are as far apart as those of the others.
            int payload = slices == 1
                    ? storage.rowBytes()
                    : ((storage.extent().columns() - 1) * times.sliceChannels(id) + channels) * storage.elementBytes();
            boolean strided = embeddings.isStrided(id);
            int cellBytes = strided
                    ? (storage.extent().columns() - 1) * embeddings.pitch(id) + channels * storage.elementBytes()
                    : payload;
            int most = strided ? 1 : times.isContiguous(id) ? storage.rows() : mostRows;
            int row = 0;
            while (row < storage.rows()) {
                int end = row + 1;
                while (end < storage.rows() && end - row < most && slices == 1 && sameTimes(id, row, end, slice)) {
                    end++;
                }
                boolean used = times.isUsed(id, row, slice);
                for (int r = row; r < end; r++) {
                    stripOfCell[id][r * slices + slice] = used ? strips.size() : -1;
                }
                if (used) {
                    strips.add(new Strip(
                            id,
                            row,
                            end - row,
                            slice,
                            times.first(id, row, slice),
                            times.last(id, row, slice),
                            cellBytes * (end - row),
                            payload * (end - row),
                            storage.elementBytes(),
                            ""));
                }
                row = end;
            }
        }
    }

    private boolean sameTimes(int storage, int row, int other, int slice) {
        return times.first(storage, row, slice) == times.first(storage, other, slice)
                && times.last(storage, row, slice) == times.last(storage, other, slice);
    }

    private void forOperators() {
        Map<Integer, int[]> accumulating = new HashMap<>();
        for (int s = 0; s < schedule.steps().size(); s++) {
            if (!(schedule.steps().get(s) instanceof Step.Compute step)) {
                continue;
            }
            Operator operator = graph.operators().get(step.operator());
            Kernel kernel = Kernel.of(operator);
            int bytes = variants.scratchBytes(step.operator(), step.part(), step.isWhole(graph));
            if (bytes > 0) {
                addScratch(s, step.operator(), bytes);
            }
            int elements = (int) step.part().elements();
            if (step.intake().isPresent() && kernel.accumulatorBytes(elements) > 0) {
                if (step.intake().get().isFirst()) {
                    accumulating.put(step.operator(), new int[] {strips.size()});
                    strips.add(own(s, s, kernel.accumulatorBytes(elements), "accumulators of " + operator.origin()));
                }
                int strip = Objects.requireNonNull(accumulating.get(step.operator()))[0];
                accumulators.put(s, strip);
                Strip old = strips.get(strip);
                strips.set(strip, own(old.first(), s, old.bytes(), old.content()));
            }
        }
    }

    /** Steps that follow on one another share a strip. */
    private void addScratch(int step, int operator, int bytes) {
        List<Integer> known = scratchOfOperator.computeIfAbsent(operator, o -> new ArrayList<>());
        int last = known.isEmpty() ? -1 : known.get(known.size() - 1);
        if (last >= 0 && strips.get(last).last() == step - 1) {
            Strip old = strips.get(last);
            strips.set(last, own(old.first(), step, bytes, old.content()));
        } else {
            last = strips.size();
            known.add(last);
            strips.add(own(
                    step,
                    step,
                    bytes,
                    "scratch of " + graph.operators().get(operator).origin()));
        }
        scratch.put(step, last);
    }

    private static Strip own(int first, int last, int bytes, String content) {
        return new Strip(Strip.NONE, 0, 1, 0, first, last, bytes, bytes, Integer.BYTES, content);
    }
}
