package dev.pex.memory;

import dev.pex.graph.Dependence;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.kernel.Kernel;
import dev.pex.plan.Buffer;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.storage.Storage;
import dev.pex.storage.Storages;
import java.util.Arrays;

/**
 * When each cell of each storage is in use. A cell is one row of one slice of the channels. It is in use
 * from the first step that writes some of it to the last step that reads some of it.
 */
final class CellTimes {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Graph graph;
    private final Storages storages;
    private final Schedule schedule;
    private final int[] sliceChannels;
    private final int[][] first;
    private final int[][] last;
    /** By storage: whether some step sees several rows as one. */
    private final boolean[] contiguous;

    private CellTimes(Graph graph, Storages storages, Schedule schedule) {
        this.graph = graph;
        this.storages = storages;
        this.schedule = schedule;
        int n = storages.all().size();
        this.sliceChannels = ChannelSlices.of(graph, storages, schedule);
        this.first = new int[n][];
        this.last = new int[n][];
        this.contiguous = new boolean[n];
        for (Storage s : storages.all()) {
            first[s.id()] = new int[s.rows() * slices(s.id())];
            last[s.id()] = new int[s.rows() * slices(s.id())];
            Arrays.fill(first[s.id()], NEVER);
            Arrays.fill(last[s.id()], Buffer.BEFORE);
        }
    }

    static CellTimes of(Graph graph, Storages storages, Schedule schedule) {
        CellTimes times = new CellTimes(graph, storages, schedule);
        times.compute();
        return times;
    }

    /** Channels of the storage that lie together. */
    int sliceChannels(int storage) {
        return sliceChannels[storage];
    }

    int slices(int storage) {
        int channels = storages.all().get(storage).extent().channels();
        return (channels + sliceChannels[storage] - 1) / sliceChannels[storage];
    }

    boolean isUsed(int storage, int row, int slice) {
        return first[storage][row * slices(storage) + slice] != NEVER;
    }

    int first(int storage, int row, int slice) {
        return first[storage][row * slices(storage) + slice];
    }

    int last(int storage, int row, int slice) {
        return last[storage][row * slices(storage) + slice];
    }

    /** Whether the rows of a storage must follow one another without gaps. */
    boolean isContiguous(int storage) {
        return contiguous[storage];
    }

    private void compute() {
        boolean streamed = schedule.steps().stream().anyMatch(Step.Receive.class::isInstance);
        if (!streamed) {
            for (int input : graph.inputs()) {
                use(input, Part.whole(graph.tensor(input).extent()), Buffer.BEFORE);
                contiguous[storages.of(input).id()] = true;
            }
        }
        for (int s = 0; s < schedule.steps().size(); s++) {
            if (schedule.steps().get(s) instanceof Step.Compute compute) {
                compute(s, compute);
            } else if (schedule.steps().get(s) instanceof Step.Receive receive) {
                Part whole = Part.whole(graph.tensor(receive.tensor()).extent());
                use(receive.tensor(), new Part(receive.rows(), whole.columns(), whole.channels()), s);
            }
        }
        for (int output : graph.outputs()) {
            if (storages.isStored(output)) {
                use(
                        output,
                        Part.whole(graph.tensor(output).extent()),
                        schedule.steps().size());
                contiguous[storages.of(output).id()] = true;
            }
        }
    }

    private void compute(int s, Step.Compute step) {
        Operator operator = graph.operators().get(step.operator());
        if (writes(operator, step)) {
            use(operator.output(), step.part(), s);
        }
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (storages.isStored(operator.inputs().get(i))) {
                use(operator.inputs().get(i), Dependence.read(graph, operator, i, step.part(), step.intake()), s);
            }
        }
    }

    /** A step that takes in a slice before the last one touches accumulators only, if there are any. */
    private boolean writes(Operator operator, Step.Compute step) {
        return step.intake().isEmpty()
                || step.intake().get().isLast(graph.inputsOf(operator).get(0).extent())
                || Kernel.of(operator).accumulatorBytes(1) == 0;
    }

    private void use(int tensor, Part part, int step) {
        Range rows = storages.rows(tensor, part);
        Storage storage = storages.of(tensor);
        int id = storage.id();
        // Rows of the storage can be slices of one pixel's channels, but not parts of a row of several pixels.
        boolean joined = rows.size() > 1 || graph.tensor(tensor).extent().columns() > 1;
        contiguous[id] |= storages.rowsPerRow(tensor) > 1 && joined;
        Extent extent = graph.tensor(tensor).extent();
        boolean sliced = extent.channels() == storage.extent().channels() && !part.isEmpty();
        int firstSlice = sliced ? part.channels().start() / sliceChannels[id] : 0;
        int lastSlice = sliced ? (part.channels().end() - 1) / sliceChannels[id] : slices(id) - 1;
        for (int row = rows.start(); row < rows.end(); row++) {
            for (int slice = firstSlice; slice <= lastSlice; slice++) {
                int cell = row * slices(id) + slice;
                first[id][cell] = Math.min(first[id][cell], step);
                last[id][cell] = Math.max(last[id][cell], step);
            }
        }
    }
}
