package dev.pex.memory;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.graph.State;
import dev.pex.operator.Operator;
import dev.pex.plan.Buffer;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.Arrays;

/**
 * The steps during which each cell of each alias set is live. A cell is one row of one channel slice. It is live from the
 * first step that writes some of it to the last step that reads some of it.
 */
final class CellTimes {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Graph graph;
    private final AliasSets aliasSets;
    private final Schedule schedule;
    private final int[] sliceChannels;
    private final int[][] first;
    private final int[][] last;
    /** By alias set: whether some step uses several of its rows as one row of a tensor. */
    private final boolean[] contiguous;
    /** By alias set: whether its rows arrive while an inference runs. */
    private final boolean[] received;

    private CellTimes(Graph graph, AliasSets aliasSets, Schedule schedule) {
        this.graph = graph;
        this.aliasSets = aliasSets;
        this.schedule = schedule;
        int n = aliasSets.all().size();
        this.sliceChannels = ChannelSlices.of(graph, aliasSets, schedule);
        this.first = new int[n][];
        this.last = new int[n][];
        this.contiguous = new boolean[n];
        this.received = new boolean[n];
        for (AliasSet s : aliasSets.all()) {
            first[s.id()] = new int[s.rows() * slices(s.id())];
            last[s.id()] = new int[s.rows() * slices(s.id())];
            Arrays.fill(first[s.id()], NEVER);
            Arrays.fill(last[s.id()], Buffer.BEFORE);
        }
    }

    static CellTimes of(Graph graph, AliasSets aliasSets, Schedule schedule) {
        CellTimes times = new CellTimes(graph, aliasSets, schedule);
        times.compute();
        return times;
    }

    /** Channels of a slice. */
    int sliceChannels(int aliasSet) {
        return sliceChannels[aliasSet];
    }

    int slices(int aliasSet) {
        int channels = aliasSets.all().get(aliasSet).extent().channels();
        return (channels + sliceChannels[aliasSet] - 1) / sliceChannels[aliasSet];
    }

    boolean isUsed(int aliasSet, int row, int slice) {
        return first[aliasSet][row * slices(aliasSet) + slice] != NEVER;
    }

    int first(int aliasSet, int row, int slice) {
        return first[aliasSet][row * slices(aliasSet) + slice];
    }

    int last(int aliasSet, int row, int slice) {
        return last[aliasSet][row * slices(aliasSet) + slice];
    }

    /** Whether the rows of an alias set must follow one another without gaps. */
    boolean isContiguous(int aliasSet) {
        return contiguous[aliasSet];
    }

    /** Whether the pixels of each row of an alias set must follow one another without gaps: an application writes them. */
    boolean hasDenseRows(int aliasSet) {
        return received[aliasSet];
    }

    private void compute() {
        for (State state : graph.states()) {
            pin(state.tensor(), Buffer.BEFORE);
            pin(state.tensor(), schedule.steps().size());
            pin(state.next(), schedule.steps().size());
        }
        boolean streamed = schedule.steps().stream().anyMatch(Step.Receive.class::isInstance);
        if (!streamed) {
            for (int input : graph.inputs()) {
                use(input, Part.whole(graph.tensor(input).extent()), Buffer.BEFORE);
                contiguous[aliasSets.of(input).id()] = true;
            }
        }
        for (int s = 0; s < schedule.steps().size(); s++) {
            if (schedule.steps().get(s) instanceof Step.Compute compute) {
                compute(s, compute);
            } else if (schedule.steps().get(s) instanceof Step.Receive receive) {
                Part whole = Part.whole(graph.tensor(receive.tensor()).extent());
                use(receive.tensor(), new Part(receive.rows(), whole.columns(), whole.channels()), s);
                received[aliasSets.of(receive.tensor()).id()] = true;
            }
        }
        for (int output : graph.outputs()) {
            if (aliasSets.isStored(output)) {
                use(
                        output,
                        Part.whole(graph.tensor(output).extent()),
                        schedule.steps().size());
                contiguous[aliasSets.of(output).id()] = true;
            }
        }
    }

    /** Keeps a whole tensor, in one piece, at a time between inferences. */
    private void pin(int tensor, int time) {
        use(tensor, Part.whole(graph.tensor(tensor).extent()), time);
        contiguous[aliasSets.of(tensor).id()] = true;
    }

    private void compute(int s, Step.Compute step) {
        Operator operator = graph.operators().get(step.operator());
        if (writes(operator, step)) {
            use(operator.output(), step.part(), s);
        }
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (aliasSets.isStored(operator.inputs().get(i))) {
                use(operator.inputs().get(i), Dependence.read(graph, operator, i, step.part(), step.intake()), s);
            }
        }
    }

    /** Whether a step writes its output. When there are accumulators, a step that takes in a slice other than the last writes only those. */
    private boolean writes(Operator operator, Step.Compute step) {
        return step.intake().isEmpty()
                || step.intake().get().isLast(graph.inputsOf(operator).get(0).extent())
                || operator.accumulatorBytes(1) == 0;
    }

    private void use(int tensor, Part part, int step) {
        Range rows = aliasSets.rows(tensor, part);
        AliasSet aliasSet = aliasSets.of(tensor);
        int id = aliasSet.id();
        // A row of a tensor with one column can lie in slices of its channels; a row of several pixels is contiguous.
        boolean joined = rows.size() > 1 || graph.tensor(tensor).extent().columns() > 1;
        contiguous[id] |= aliasSets.rowsPerRow(tensor) > 1 && joined;
        Extent extent = graph.tensor(tensor).extent();
        boolean sliced = extent.channels() == aliasSet.extent().channels() && !part.isEmpty();
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
