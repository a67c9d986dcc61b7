package dev.pex.schedule;

import dev.pex.alias.AliasSet;
import dev.pex.alias.AliasSets;
import dev.pex.alias.SubBuffers;
import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.kernel.Overlap;
import dev.pex.operator.ChannelUse;
import dev.pex.operator.Operator;
import dev.pex.operator.SharedBox;
import dev.pex.schedule.Stage.Operand;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A network by rows: which rows of which alias sets each operator reads and makes, for a given order of operators.
 */
final class RowNetwork {
    final Graph graph;
    final AliasSets aliasSets;
    final List<Stage> stages;
    /** By alias set: rows, bytes of a row. */
    final int[] rows;

    final int[] rowBytes;
    /** By alias set: the stage that makes it, -1 for a resident network input. */
    final int[] producer;
    /** By alias set: the last stage that reads it; the number of stages for a network output. */
    final int[] lastReader;
    /** By alias set: the stages that read it, in order. */
    final int[][] readerStages;

    private final List<PendingReads> reads = new ArrayList<>();
    private final boolean[] fusible;
    private final long[] liveBefore;

    /** @param free alias sets that count no bytes */
    private RowNetwork(Graph graph, AliasSets aliasSets, List<Stage> stages, Set<Integer> free) {
        this.graph = graph;
        this.aliasSets = aliasSets;
        this.stages = stages.stream()
                .map(s -> free.contains(s.aliasSet()) ? s.withoutBytes() : s)
                .toList();
        int count = aliasSets.all().size();
        rows = new int[count];
        rowBytes = new int[count];
        producer = new int[count];
        lastReader = new int[count];
        readerStages = new int[count][0];
        Arrays.fill(producer, -1);
        Arrays.fill(lastReader, -1);
        for (AliasSet s : aliasSets.all()) {
            rows[s.id()] = s.rows();
            rowBytes[s.id()] = free.contains(s.id()) ? 0 : s.rowBytes();
        }
        List<List<Operand>> readers = new ArrayList<>();
        aliasSets.all().forEach(s -> readers.add(new ArrayList<>()));
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            producer[stage.aliasSet()] = i;
            lastReader[stage.aliasSet()] = Math.max(i, lastReader[stage.aliasSet()]);
            for (Operand operand : stage.operands()) {
                int s = operand.aliasSet();
                lastReader[s] = i;
                readerStages[s] = append(readerStages[s], i);
                readers.get(s).add(operand);
            }
        }
        for (int output : graph.outputs()) {
            if (aliasSets.isStored(output)) {
                lastReader[aliasSets.of(output).id()] = stages.size();
            }
        }
        for (int s = 0; s < count; s++) {
            reads.add(new PendingReads(rows[s], readers.get(s), lastReader[s] == stages.size()));
        }
        fusible = new boolean[stages.size()];
        for (int i = 0; i < stages.size(); i++) {
            fusible[i] = isFusible(i);
        }
        liveBefore = new long[stages.size() + 1];
        for (int i = 0; i <= stages.size(); i++) {
            liveBefore[i] = countLiveBefore(i);
        }
    }

    /**
     * The rows of a network.
     *
     * @param order indices of all operators that are no aliases, in an executable order
     * @param streamed whether inputs arrive row by row; otherwise they are resident
     */
    static RowNetwork of(Graph graph, AliasSets aliasSets, List<Integer> order, boolean streamed) {
        List<Stage> stages = new ArrayList<>();
        if (streamed) {
            for (int input : graph.inputs()) {
                AliasSet s = aliasSets.of(input);
                int rows = graph.tensor(aliasSets.finest(s)).extent().rows();
                int rowsPerRow = s.rows() / rows;
                stages.add(new Stage(
                        Stage.RECEIVE,
                        s.id(),
                        rows,
                        rowsPerRow,
                        s.rowBytes() * rowsPerRow,
                        s.extent().channels(),
                        false,
                        false,
                        List.of(),
                        -1,
                        -1,
                        false));
            }
        }
        Set<Integer> inPlace = SubBuffers.of(graph, aliasSets).operators();
        for (int operator : order) {
            stages.add(stage(graph, aliasSets, operator, inPlace.contains(operator)));
        }
        return new RowNetwork(graph, aliasSets, stages, Set.of());
    }

    /**
     * The same network for lower bounds. An operand of a concatenation that has another reader can lie inside the output
     * without bytes of its own, and so can the output of a slice whose operand has another reader. Channels that no operator
     * reads have no bytes after the step that makes them. Here such alias sets have 0 bytes.
     */
    RowNetwork withSharedBytes() {
        Set<Integer> free = new HashSet<>();
        for (Operator operator : graph.operators()) {
            for (SharedBox box : operator.sharedBoxes(graph)) {
                // The operand is the tensor that others may need as well: a box of a join, or what a slice is a box of.
                boolean join = box.outer() == operator.output();
                if (isNeededTwice(join ? box.inner() : box.outer())) {
                    free.add(aliasSets.of(box.inner()).id());
                }
            }
        }
        for (Operator operator : graph.operators()) {
            int output = operator.output();
            if (aliasSets.isStored(output) && !graph.outputs().contains(output) && hasUnreadChannels(output)) {
                free.add(aliasSets.of(output).id());
            }
        }
        return new RowNetwork(graph, aliasSets, stages, free);
    }

    private boolean hasUnreadChannels(int tensor) {
        int channels = graph.tensor(tensor).extent().channels();
        BitSet read = new BitSet(channels);
        for (Operator reader : graph.consumers(tensor)) {
            Extent output = graph.outputOf(reader).extent();
            // One by one: the smallest box around several may have channels that none of them reads.
            for (int c = 0; c < output.channels() && read.cardinality() < channels; c++) {
                Part part = Part.whole(output).with(Axis.CHANNELS, new Range(c, c + 1));
                for (int operand = 0; operand < reader.inputs().size(); operand++) {
                    if (reader.inputs().get(operand) == tensor) {
                        Range own =
                                Dependence.read(graph, reader, operand, part).channels();
                        read.set(own.start(), own.end());
                    }
                }
            }
        }
        return read.cardinality() < channels;
    }

    private boolean isNeededTwice(int tensor) {
        if (!aliasSets.isStored(tensor)) {
            return false;
        }
        int aliasSet = aliasSets.of(tensor).id();
        return readerStages[aliasSet].length > 1 || lastReader[aliasSet] == stages.size();
    }

    private static Stage stage(Graph graph, AliasSets aliasSets, int index, boolean inPlace) {
        Operator operator = graph.operators().get(index);
        Extent extent = graph.outputOf(operator).extent();
        AliasSet aliasSet = aliasSets.of(operator.output());
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (aliasSets.isStored(operator.inputs().get(i))) {
                operands.add(operand(graph, aliasSets, operator, i));
            }
        }
        return new Stage(
                index,
                aliasSet.id(),
                extent.rows(),
                aliasSet.rows() / extent.rows(),
                aliasSet.rowBytes() * (aliasSet.rows() / extent.rows()),
                extent.channels(),
                operator.channelUse().isMixed(),
                isOneToOne(graph, operator),
                operands,
                accumulatorBytes(graph, aliasSets, operator),
                accumulatorsOfChannels(aliasSets, operator, extent),
                inPlace);
    }

    private static int accumulatorsOfChannels(AliasSets aliasSets, Operator operator, Extent out) {
        boolean sums = operator.channelUse().isMixed();
        boolean plain = sums && aliasSets.rowsPerRow(operator.inputs().get(0)) == 1;
        return plain ? operator.accumulatorBytes(out.elements()) : -1;
    }

    /** Whether each channel of the output depends on the same channel of the only operand, and on no other. */
    private static boolean isOneToOne(Graph graph, Operator operator) {
        Extent extent = graph.outputOf(operator).extent();
        if (operator.inputs().size() != 1
                || graph.inputsOf(operator).get(0).extent().channels() != extent.channels()) {
            return false;
        }
        for (int channel = 0; channel < extent.channels(); channel++) {
            Range slice = new Range(channel, channel + 1);
            Part read = Dependence.read(graph, operator, 0, Part.whole(extent).with(Axis.CHANNELS, slice));
            if (!read.channels().equals(slice)) {
                return false;
            }
        }
        return true;
    }

    private static Operand operand(Graph graph, AliasSets aliasSets, Operator operator, int index) {
        Extent extent = graph.outputOf(operator).extent();
        int tensor = operator.inputs().get(index);
        int[] end = new int[extent.rows()];
        int[][] lastReads = new int[extent.rows()][];
        boolean[] known = new boolean[aliasSets.of(tensor).rows()];
        for (int r = extent.rows() - 1; r >= 0; r--) {
            Part out = new Part(new Range(r, r + 1), Range.all(extent.columns()), Range.all(extent.channels()));
            Part in = Dependence.read(graph, operator, index, out);
            Range read = in.isEmpty() ? new Range(0, 0) : aliasSets.rows(tensor, in);
            end[r] = read.end();
            lastReads[r] = IntStream.range(read.start(), read.end())
                    .filter(row -> !known[row])
                    .toArray();
            Arrays.fill(known, read.start(), read.end(), true);
        }
        int shared = shared(graph, aliasSets, operator, index, lastReads[extent.rows() / 2]);
        return new Operand(aliasSets.of(tensor).id(), end, lastReads, shared);
    }

    /**
     * Bytes that an output row can share with an operand row that it reads last, computed for the middle output row.
     *
     * @param lastReads the operand rows that this output row reads last
     */
    private static int shared(Graph graph, AliasSets aliasSets, Operator operator, int index, int[] lastReads) {
        int tensor = operator.inputs().get(index);
        if (aliasSets.rowsPerRow(tensor) > 1 || aliasSets.rowsPerRow(operator.output()) > 1) {
            return 0;
        }
        int middle = graph.outputOf(operator).extent().rows() / 2;
        Range out = new Range(middle, middle + 1);
        int inBytes = aliasSets.of(tensor).rowBytes();
        int outBytes = aliasSets.of(operator.output()).rowBytes();
        int shared = 0;
        for (int row : lastReads) {
            OptionalInt distance = Overlap.distance(graph, operator, index, out, new Range(row, row + 1));
            if (distance.isPresent()) {
                shared = Math.max(shared, Overlap.sharedBytes(inBytes, outBytes, distance.getAsInt()));
            }
        }
        return shared;
    }

    private static int accumulatorBytes(Graph graph, AliasSets aliasSets, Operator operator) {
        Extent out = graph.outputOf(operator).extent();
        if (out.rows() != 1 || !aliasSets.isStored(operator.inputs().get(0))) {
            return -1;
        }
        if (aliasSets.of(operator.inputs().get(0)).rows() == 1) {
            return -1;
        }
        List<Axis> axes = operator.intakeAxes(graph);
        boolean byRows = axes.contains(Axis.ROWS)
                && aliasSets.rowsPerRow(operator.inputs().get(0)) == 1;
        if (!byRows && operator.channelUse() != ChannelUse.MIXED_VECTOR) {
            return -1;
        }
        return operator.accumulatorBytes(out.elements());
    }

    private static int[] append(int[] array, int value) {
        int[] longer = Arrays.copyOf(array, array.length + 1);
        longer[array.length] = value;
        return longer;
    }

    /** Whether a stage can make its rows slice by slice, each slice just before its only reader uses it. */
    boolean fusible(int stage) {
        return fusible[stage];
    }

    private boolean isFusible(int stage) {
        Stage maker = stages.get(stage);
        int aliasSet = maker.aliasSet();
        return maker.sliceable()
                && maker.channels() > TileSize.MINIMUM_SLICE
                && readerStages[aliasSet].length == 1
                && isReadOnlyBy(stage, readerStages[aliasSet][0])
                && stages.get(readerStages[aliasSet][0]).oneToOne()
                && !stages.get(readerStages[aliasSet][0]).accumulates();
    }

    /** Whether a stage is the only reader of the output of another, which has no alias and is no network output. */
    boolean isReadOnlyBy(int stage, int reader) {
        int aliasSet = stages.get(stage).aliasSet();
        return readerStages[aliasSet].length == 1
                && readerStages[aliasSet][0] == reader
                && lastReader[aliasSet] == reader
                && aliasSets.all().get(aliasSet).members().size() == 1;
    }

    long bytes(int aliasSet) {
        return (long) rows[aliasSet] * rowBytes[aliasSet];
    }

    /** Live bytes between two stages: what a stage and the later ones read of the output of the earlier ones. */
    long liveBefore(int stage) {
        return liveBefore[stage];
    }

    private long countLiveBefore(int stage) {
        long live = 0;
        for (int s = 0; s < rows.length; s++) {
            if (producer[s] < stage && lastReader[s] >= stage) {
                live += (long) reads.get(s).live(rank(s, stage)) * rowBytes[s];
            }
        }
        return live;
    }

    /** Bytes of the resident inputs, read or not. */
    long residentBytes() {
        long bytes = 0;
        for (int s = 0; s < rows.length; s++) {
            bytes += producer[s] < 0 ? bytes(s) : 0;
        }
        return bytes;
    }

    /** Fills in how many readers each row of an alias set has from a stage on. */
    void readersFrom(int stage, int aliasSet, int[] target) {
        reads.get(aliasSet).copy(rank(aliasSet, stage), target);
    }

    private int rank(int aliasSet, int stage) {
        int rank = 0;
        while (rank < readerStages[aliasSet].length && readerStages[aliasSet][rank] < stage) {
            rank++;
        }
        return rank;
    }
}
