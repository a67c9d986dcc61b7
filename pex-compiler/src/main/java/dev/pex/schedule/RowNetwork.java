package dev.pex.schedule;

import dev.pex.graph.Axis;
import dev.pex.graph.Dependence;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Conv2d;
import dev.pex.graph.Operator.FullyConnected;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.kernel.Kernel;
import dev.pex.kernel.Overlap;
import dev.pex.schedule.Stage.Operand;
import dev.pex.storage.Embeddings;
import dev.pex.storage.Storage;
import dev.pex.storage.Storages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A network as rows: which rows of which storages each operator reads and makes, in a given order of
 * operators.
 */
final class RowNetwork {
    final Graph graph;
    final Storages storages;
    final List<Stage> stages;
    /** By storage: rows, bytes of a row. */
    final int[] rows;

    final int[] rowBytes;
    /** By storage: the stage that makes it, -1 for a resident network input. */
    final int[] producer;
    /** By storage: the last stage that reads it; the number of stages for a network output. */
    final int[] lastReader;
    /** By storage: the stages that read it, in order. */
    final int[][] readerStages;

    private final List<RowReads> reads = new ArrayList<>();
    private final boolean[] fusible;
    private final long[] aliveBefore;

    /** @param free storages that count no bytes */
    private RowNetwork(Graph graph, Storages storages, List<Stage> stages, Set<Integer> free) {
        this.graph = graph;
        this.storages = storages;
        this.stages = stages.stream()
                .map(s -> free.contains(s.storage()) ? s.withoutBytes() : s)
                .toList();
        int count = storages.all().size();
        rows = new int[count];
        rowBytes = new int[count];
        producer = new int[count];
        lastReader = new int[count];
        readerStages = new int[count][0];
        Arrays.fill(producer, -1);
        Arrays.fill(lastReader, -1);
        for (Storage s : storages.all()) {
            rows[s.id()] = s.rows();
            rowBytes[s.id()] = free.contains(s.id()) ? 0 : s.rowBytes();
        }
        List<List<Operand>> readers = new ArrayList<>();
        storages.all().forEach(s -> readers.add(new ArrayList<>()));
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            producer[stage.storage()] = i;
            lastReader[stage.storage()] = Math.max(i, lastReader[stage.storage()]);
            for (Operand operand : stage.operands()) {
                int s = operand.storage();
                lastReader[s] = i;
                readerStages[s] = append(readerStages[s], i);
                readers.get(s).add(operand);
            }
        }
        for (int output : graph.outputs()) {
            if (storages.isStored(output)) {
                lastReader[storages.of(output).id()] = stages.size();
            }
        }
        for (int s = 0; s < count; s++) {
            reads.add(new RowReads(rows[s], readers.get(s), lastReader[s] == stages.size()));
        }
        fusible = new boolean[stages.size()];
        for (int i = 0; i < stages.size(); i++) {
            fusible[i] = isFusible(i);
        }
        aliveBefore = new long[stages.size() + 1];
        for (int i = 0; i <= stages.size(); i++) {
            aliveBefore[i] = countAliveBefore(i);
        }
    }

    /**
     * The rows of a network.
     *
     * @param order indices of all operators that are no aliases, in an executable order
     * @param streamed whether inputs arrive row by row; otherwise they are there before the first step
     */
    static RowNetwork of(Graph graph, Storages storages, List<Integer> order, boolean streamed) {
        List<Stage> stages = new ArrayList<>();
        if (streamed) {
            for (int input : graph.inputs()) {
                Storage s = storages.of(input);
                int rows = graph.tensor(storages.finest(s)).extent().rows();
                int storageRows = s.rows() / rows;
                stages.add(new Stage(
                        Stage.RECEIVE,
                        s.id(),
                        rows,
                        storageRows,
                        s.rowBytes() * storageRows,
                        s.extent().channels(),
                        false,
                        false,
                        List.of(),
                        -1,
                        -1,
                        false));
            }
        }
        Set<Integer> inPlace = Embeddings.of(graph, storages).operators();
        for (int operator : order) {
            stages.add(stage(graph, storages, operator, inPlace.contains(operator)));
        }
        return new RowNetwork(graph, storages, stages, Set.of());
    }

    /**
     * The same for bounds. Where something else needs it, too, an operand of a concatenation may lie in the output, and
     * the output of a slice in its operand, without taking bytes of its own. Its bytes count for nothing here.
     */
    RowNetwork withSharedBytes() {
        Set<Integer> free = new HashSet<>();
        for (Operator operator : graph.operators()) {
            if (operator instanceof Operator.Concatenation) {
                operator.inputs().stream()
                        .filter(this::isNeededTwice)
                        .forEach(t -> free.add(storages.of(t).id()));
            } else if (operator instanceof Operator.Slice slice && isNeededTwice(slice.input())) {
                free.add(storages.of(slice.output()).id());
            }
        }
        return new RowNetwork(graph, storages, stages, free);
    }

    private boolean isNeededTwice(int tensor) {
        if (!storages.isStored(tensor)) {
            return false;
        }
        int storage = storages.of(tensor).id();
        return readerStages[storage].length > 1 || lastReader[storage] == stages.size();
    }

    private static Stage stage(Graph graph, Storages storages, int index, boolean inPlace) {
        Operator operator = graph.operators().get(index);
        Extent extent = graph.outputOf(operator).extent();
        Storage storage = storages.of(operator.output());
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (storages.isStored(operator.inputs().get(i))) {
                operands.add(operand(graph, storages, operator, i));
            }
        }
        return new Stage(
                index,
                storage.id(),
                extent.rows(),
                storage.rows() / extent.rows(),
                storage.rowBytes() * (storage.rows() / extent.rows()),
                extent.channels(),
                operator instanceof Conv2d || operator instanceof FullyConnected,
                isOneToOne(graph, operator),
                operands,
                accumulatorBytes(graph, storages, operator),
                accumulatorsOfChannels(storages, operator, extent),
                inPlace);
    }

    private static int accumulatorsOfChannels(Storages storages, Operator operator, Extent out) {
        boolean sums = operator instanceof Conv2d || operator instanceof FullyConnected;
        boolean plain = sums && storages.rowsPerRow(operator.inputs().get(0)) == 1;
        return plain ? Kernel.of(operator).accumulatorBytes(out.elements()) : -1;
    }

    /** Whether channels of the output are made of the same channels of the only operand, and of no others. */
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

    private static Operand operand(Graph graph, Storages storages, Operator operator, int index) {
        Extent extent = graph.outputOf(operator).extent();
        int tensor = operator.inputs().get(index);
        int[] end = new int[extent.rows()];
        int[][] gone = new int[extent.rows()][];
        boolean[] known = new boolean[storages.of(tensor).rows()];
        for (int r = extent.rows() - 1; r >= 0; r--) {
            Part out = new Part(new Range(r, r + 1), Range.all(extent.columns()), Range.all(extent.channels()));
            Part in = Dependence.read(graph, operator, index, out);
            Range read = in.isEmpty() ? new Range(0, 0) : storages.rows(tensor, in);
            end[r] = read.end();
            gone[r] = IntStream.range(read.start(), read.end())
                    .filter(row -> !known[row])
                    .toArray();
            Arrays.fill(known, read.start(), read.end(), true);
        }
        int shared = shared(graph, storages, operator, index, gone[extent.rows() / 2]);
        return new Operand(storages.of(tensor).id(), end, gone, shared);
    }

    /**
     * Bytes that an output row can share with a row of an operand that goes out of use; taken in the middle.
     *
     * @param gone the rows that go out of use there
     */
    private static int shared(Graph graph, Storages storages, Operator operator, int index, int[] gone) {
        int tensor = operator.inputs().get(index);
        if (storages.rowsPerRow(tensor) > 1 || storages.rowsPerRow(operator.output()) > 1) {
            return 0;
        }
        int middle = graph.outputOf(operator).extent().rows() / 2;
        Range out = new Range(middle, middle + 1);
        int inBytes = storages.of(tensor).rowBytes();
        int outBytes = storages.of(operator.output()).rowBytes();
        int shared = 0;
        for (int row : gone) {
            OptionalInt distance = Overlap.distance(graph, operator, index, out, new Range(row, row + 1));
            if (distance.isPresent()) {
                shared = Math.max(shared, Overlap.sharedBytes(inBytes, outBytes, distance.getAsInt()));
            }
        }
        return shared;
    }

    private static int accumulatorBytes(Graph graph, Storages storages, Operator operator) {
        Extent out = graph.outputOf(operator).extent();
        if (out.rows() != 1 || !storages.isStored(operator.inputs().get(0))) {
            return -1;
        }
        if (storages.of(operator.inputs().get(0)).rows() == 1) {
            return -1;
        }
        List<Axis> axes = Dependence.intakeAxes(graph, operator);
        boolean byRows = axes.contains(Axis.ROWS)
                && storages.rowsPerRow(operator.inputs().get(0)) == 1;
        if (!byRows && !(operator instanceof FullyConnected)) {
            return -1;
        }
        return Kernel.of(operator).accumulatorBytes(out.elements());
    }

    private static int[] append(int[] array, int value) {
        int[] longer = Arrays.copyOf(array, array.length + 1);
        longer[array.length] = value;
        return longer;
    }

    /** Whether a stage can make slices of its rows just before the only stage that reads them, slice by slice. */
    boolean fusible(int stage) {
        return fusible[stage];
    }

    private boolean isFusible(int stage) {
        Stage maker = stages.get(stage);
        int storage = maker.storage();
        return maker.sliceable()
                && maker.channels() > Grain.MINIMUM_SLICE
                && readerStages[storage].length == 1
                && isReadOnlyBy(stage, readerStages[storage][0])
                && stages.get(readerStages[storage][0]).oneToOne()
                && !stages.get(readerStages[storage][0]).accumulates();
    }

    /** Whether one stage reads the whole output of another and nobody else does, under no other name. */
    boolean isReadOnlyBy(int stage, int reader) {
        int storage = stages.get(stage).storage();
        return readerStages[storage].length == 1
                && readerStages[storage][0] == reader
                && lastReader[storage] == reader
                && storages.all().get(storage).members().size() == 1;
    }

    long bytes(int storage) {
        return (long) rows[storage] * rowBytes[storage];
    }

    /** Bytes that later stages need before a stage runs, when those before it are complete. */
    long aliveBefore(int stage) {
        return aliveBefore[stage];
    }

    private long countAliveBefore(int stage) {
        long alive = 0;
        for (int s = 0; s < rows.length; s++) {
            if (producer[s] < stage && lastReader[s] >= stage) {
                alive += (long) reads.get(s).alive(rank(s, stage)) * rowBytes[s];
            }
        }
        return alive;
    }

    /** Bytes of the inputs that are there before the first stage, whether they are read or not. */
    long residentBytes() {
        long bytes = 0;
        for (int s = 0; s < rows.length; s++) {
            bytes += producer[s] < 0 ? bytes(s) : 0;
        }
        return bytes;
    }

    /** Fills in how many readers each row of a storage has from a stage on. */
    void readersFrom(int stage, int storage, int[] target) {
        reads.get(storage).copy(rank(storage, stage), target);
    }

    private int rank(int storage, int stage) {
        int rank = 0;
        while (rank < readerStages[storage].length && readerStages[storage][rank] < stage) {
            rank++;
        }
        return rank;
    }
}
