package dev.pex.storage;

import dev.pex.graph.Axis;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Concatenation;
import dev.pex.graph.Operator.Slice;
import dev.pex.graph.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Which storages can lie inside others: the operands of a concatenation inside its output, the output of a
 * slice inside its operand. Rows can be as they are. Of parts of a row the pixels are further apart than
 * they are wide, which kernels can bear; what must be contiguous cannot.
 */
public final class Embeddings {
    private final Graph graph;
    private final Storages storages;
    /** By id of a storage: whether it is placed in slices of its channels. */
    private final IntPredicate sliced;
    /** By id of a storage: whether its rows must follow one another without gaps. */
    private final IntPredicate contiguous;

    private final SortedMap<Integer, Embedding> byInner = new TreeMap<>();
    private final Set<Integer> outer = new HashSet<>();
    /** Bytes between columns, of storages whose rows are parts of others' rows. */
    private final Map<Integer, Integer> pitch = new HashMap<>();

    private Embeddings(Graph graph, Storages storages, IntPredicate sliced, IntPredicate contiguous) {
        this.graph = graph;
        this.storages = storages;
        this.sliced = sliced;
        this.contiguous = contiguous;
    }

    /** No storage lies inside another. */
    public static Embeddings none(Graph graph, Storages storages) {
        return new Embeddings(graph, storages, s -> true, s -> true);
    }

    /** What a network allows, whatever its schedule. */
    public static Embeddings of(Graph graph, Storages storages) {
        Set<Integer> edges = new HashSet<>();
        graph.inputs().forEach(t -> edges.add(storages.of(t).id()));
        graph.outputs().stream()
                .filter(storages::isStored)
                .forEach(t -> edges.add(storages.of(t).id()));
        return of(graph, storages, s -> false, edges::contains);
    }

    /** What a network allows when some storages are placed in slices or must be contiguous. */
    public static Embeddings of(Graph graph, Storages storages, IntPredicate sliced, IntPredicate contiguous) {
        Embeddings embeddings = new Embeddings(graph, storages, sliced, contiguous);
        List<Operator> operators = graph.operators();
        // Later ones first: then it is known how far apart pixels lie in what others lie in.
        for (int i = operators.size() - 1; i >= 0; i--) {
            if (operators.get(i) instanceof Concatenation concatenation) {
                embeddings.concatenation(i, concatenation);
            }
        }
        for (int i = 0; i < operators.size(); i++) {
            if (operators.get(i) instanceof Slice slice) {
                embeddings.slice(i, slice);
            }
        }
        return embeddings;
    }

    /** All of them, by the storage that lies inside. */
    public List<Embedding> all() {
        return List.copyOf(byInner.values());
    }

    /** Operators that have nothing to move. */
    public Set<Integer> operators() {
        Set<Integer> operators = new HashSet<>();
        byInner.values().forEach(e -> operators.add(e.operator()));
        return operators;
    }

    /** Whether the rows of a storage are parts of another's rows, so that they and their pixels may lie apart. */
    public boolean isStrided(int storage) {
        return pitch.containsKey(storage);
    }

    /** Bytes between columns of a storage that {@link #isStrided}. */
    public int pitch(int storage) {
        return Objects.requireNonNull(pitch.get(storage));
    }

    /** An embedding, and the bytes between columns inside it; 0 when it has whole rows. */
    private record Found(Embedding embedding, int pitch) {}

    private void concatenation(int index, Concatenation operator) {
        List<Found> found = new ArrayList<>();
        Set<Integer> inner = new HashSet<>();
        for (int i = 0; i < operator.inputs().size(); i++) {
            int start = operator.start(graph, i);
            Optional<Found> embedding = find(
                    index,
                    operator.inputs().get(i),
                    operator.output(),
                    operator.axis() == Axis.ROWS ? start : 0,
                    operator.axis() == Axis.COLUMNS ? start : 0,
                    operator.axis() == Axis.CHANNELS ? start : 0);
            if (embedding.isEmpty() || !inner.add(embedding.get().embedding().inner())) {
                return;
            }
            found.add(embedding.get());
        }
        found.forEach(this::add);
    }

    private void slice(int index, Slice operator) {
        Extent extent = graph.tensor(operator.output()).extent();
        for (Axis axis : Axis.values()) {
            if (extent.along(axis) > 1 && operator.stride().along(axis) > 1) {
                return;
            }
        }
        find(
                        index,
                        operator.output(),
                        operator.input(),
                        operator.begin().rows(),
                        operator.begin().columns(),
                        operator.begin().channels())
                .ifPresent(this::add);
    }

    /** The embedding of the storage of one tensor in that of another, from the given element of the latter on. */
    private Optional<Found> find(int operator, int in, int of, int row, int column, int channel) {
        if (!storages.isStored(in) || !storages.isStored(of)) {
            return Optional.empty();
        }
        Storage inside = storages.of(in);
        Storage around = storages.of(of);
        if (byInner.containsKey(inside.id())
                || leadsTo(around.id(), inside.id())
                || sliced.test(inside.id())
                || sliced.test(around.id())
                || inside.elementBytes() != around.elementBytes()) {
            return Optional.empty();
        }
        Tensor part = graph.tensor(in);
        Tensor whole = graph.tensor(of);
        boolean wholeRows = part.extent().columns() == whole.extent().columns()
                && part.extent().channels() == whole.extent().channels();
        if (wholeRows && inside.rowBytes() == around.rowBytes() && !isStrided(around.id())) {
            int first = row * storages.rowsPerRow(of);
            return Optional.of(new Found(new Embedding(operator, inside.id(), around.id(), first, 0), 0));
        }
        int pitch = pitchIn(of);
        boolean gaps = inside.rows() > 1
                || (part.extent().columns() > 1 && pitch != part.extent().channels() * inside.elementBytes());
        if (!isPlain(inside)
                || storages.rowsPerRow(of) > 1
                || outer.contains(inside.id())
                || (gaps && contiguous.test(inside.id()))) {
            return Optional.empty();
        }
        int bytes = column * pitch + channel * inside.elementBytes();
        return Optional.of(new Found(new Embedding(operator, inside.id(), around.id(), row, bytes), pitch));
    }

    private void add(Found found) {
        Embedding embedding = found.embedding();
        byInner.put(embedding.inner(), embedding);
        outer.add(embedding.outer());
        if (found.pitch() > 0) {
            pitch.put(embedding.inner(), found.pitch());
        }
    }

    /** Bytes between columns of a tensor as it lies. */
    private int pitchIn(int tensor) {
        Storage storage = storages.of(tensor);
        return isStrided(storage.id())
                ? pitch(storage.id())
                : graph.tensor(tensor).extent().channels() * storage.elementBytes();
    }

    /** Whether all tensors of a storage have its extent. */
    private boolean isPlain(Storage storage) {
        return storage.members().stream().allMatch(m -> graph.tensor(m).extent().equals(storage.extent()));
    }

    private boolean leadsTo(int from, int to) {
        int at = from;
        while (at != to) {
            Embedding next = byInner.get(at);
            if (next == null) {
                return false;
            }
            at = next.outer();
        }
        return true;
    }
}
