package dev.pex.alias;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.SharedBox;
import dev.pex.tensor.Tensor;
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
 * Which alias sets can lie inside others: the operands of a concatenation inside its output, the output of a slice inside its
 * operand. An inner row is either a whole outer row or a part of one. The pixels of a part are further apart than they are
 * wide; kernels accept that, an alias set that must be contiguous or have dense rows does not.
 */
public final class SubBuffers {
    private final Graph graph;
    private final AliasSets aliasSets;
    /** By id of an alias set: whether it is placed in slices of its channels. */
    private final IntPredicate sliced;
    /** By id of an alias set: whether its rows must follow one another without gaps. */
    private final IntPredicate contiguous;
    /** By id of an alias set: whether the pixels of each of its rows must follow one another without gaps. */
    private final IntPredicate denseRows;

    private final SortedMap<Integer, SubBuffer> byInner = new TreeMap<>();
    private final Set<Integer> outer = new HashSet<>();
    /** By id of an alias set whose rows are parts of others' rows: bytes between columns. */
    private final Map<Integer, Integer> pitch = new HashMap<>();

    private SubBuffers(
            Graph graph, AliasSets aliasSets, IntPredicate sliced, IntPredicate contiguous, IntPredicate denseRows) {
        this.graph = graph;
        this.aliasSets = aliasSets;
        this.sliced = sliced;
        this.contiguous = contiguous;
        this.denseRows = denseRows;
    }

    /** No alias set lies inside another. */
    public static SubBuffers none(Graph graph, AliasSets aliasSets) {
        return new SubBuffers(graph, aliasSets, s -> true, s -> true, s -> true);
    }

    /** What a network allows under any schedule. */
    public static SubBuffers of(Graph graph, AliasSets aliasSets) {
        Set<Integer> edges = new HashSet<>();
        graph.inputs().forEach(t -> edges.add(aliasSets.of(t).id()));
        graph.outputs().stream()
                .filter(aliasSets::isStored)
                .forEach(t -> edges.add(aliasSets.of(t).id()));
        return of(graph, aliasSets, s -> false, edges::contains, s -> false);
    }

    /** What a network allows when some alias sets are placed in slices, must be contiguous or have dense rows. */
    public static SubBuffers of(
            Graph graph, AliasSets aliasSets, IntPredicate sliced, IntPredicate contiguous, IntPredicate denseRows) {
        SubBuffers subBuffers = new SubBuffers(graph, aliasSets, sliced, contiguous, denseRows);
        List<Operator> operators = graph.operators();
        // From the last one to the first: the pitch of an outer alias set is then known before that of its inner ones.
        for (int i = operators.size() - 1; i >= 0; i--) {
            subBuffers.join(i, operators.get(i));
        }
        for (int i = 0; i < operators.size(); i++) {
            subBuffers.slice(i, operators.get(i));
        }
        return subBuffers;
    }

    /** All of them, by the alias set that lies inside. */
    public List<SubBuffer> all() {
        return List.copyOf(byInner.values());
    }

    /** Indices of the operators that move nothing. */
    public Set<Integer> operators() {
        Set<Integer> operators = new HashSet<>();
        byInner.values().forEach(e -> operators.add(e.operator()));
        return operators;
    }

    /** Whether the rows of an alias set are parts of another's rows, so that its rows and pixels have gaps between them. */
    public boolean isStrided(int aliasSet) {
        return pitch.containsKey(aliasSet);
    }

    /** Bytes between columns of an alias set that {@link #isStrided}. */
    public int pitch(int aliasSet) {
        return Objects.requireNonNull(pitch.get(aliasSet));
    }

    /** A sub-buffer, and its bytes between columns; 0 when its rows are whole outer rows. */
    private record Found(SubBuffer subBuffer, int pitch) {}

    /** The operands of an operator that are boxes of its output: all of them, or none. */
    private void join(int index, Operator operator) {
        List<Found> found = new ArrayList<>();
        Set<Integer> inner = new HashSet<>();
        for (SharedBox box : operator.sharedBoxes(graph)) {
            if (box.outer() != operator.output()) {
                return;
            }
            Optional<Found> subBuffer = find(index, box);
            if (subBuffer.isEmpty() || !inner.add(subBuffer.get().subBuffer().inner())) {
                return;
            }
            found.add(subBuffer.get());
        }
        found.forEach(this::add);
    }

    /** The output of an operator that is a box of its operand. */
    private void slice(int index, Operator operator) {
        for (SharedBox box : operator.sharedBoxes(graph)) {
            if (box.inner() == operator.output()
                    && box.isDense(graph.tensor(box.inner()).extent())) {
                find(index, box).ifPresent(this::add);
            }
        }
    }

    /** The sub-buffer of the alias set of the inner tensor of a box inside that of the outer tensor. */
    private Optional<Found> find(int operator, SharedBox box) {
        int in = box.inner();
        int of = box.outer();
        int row = box.begin().rows();
        int column = box.begin().columns();
        int channel = box.begin().channels();
        if (!aliasSets.isStored(in) || !aliasSets.isStored(of)) {
            return Optional.empty();
        }
        AliasSet inside = aliasSets.of(in);
        AliasSet around = aliasSets.of(of);
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
            int first = row * aliasSets.rowsPerRow(of);
            return Optional.of(new Found(new SubBuffer(operator, inside.id(), around.id(), first, 0), 0));
        }
        int pitch = pitchIn(of);
        boolean pixelGaps =
                part.extent().columns() > 1 && pitch != part.extent().channels() * inside.elementBytes();
        boolean gaps = inside.rows() > 1 || pixelGaps;
        if (!isPlain(inside)
                || aliasSets.rowsPerRow(of) > 1
                || outer.contains(inside.id())
                || (gaps && contiguous.test(inside.id()))
                || (pixelGaps && denseRows.test(inside.id()))) {
            return Optional.empty();
        }
        int bytes = column * pitch + channel * inside.elementBytes();
        return Optional.of(new Found(new SubBuffer(operator, inside.id(), around.id(), row, bytes), pitch));
    }

    private void add(Found found) {
        SubBuffer subBuffer = found.subBuffer();
        byInner.put(subBuffer.inner(), subBuffer);
        outer.add(subBuffer.outer());
        if (found.pitch() > 0) {
            pitch.put(subBuffer.inner(), found.pitch());
        }
    }

    /** Bytes between columns of a tensor in the arena. */
    private int pitchIn(int tensor) {
        AliasSet aliasSet = aliasSets.of(tensor);
        return isStrided(aliasSet.id())
                ? pitch(aliasSet.id())
                : graph.tensor(tensor).extent().channels() * aliasSet.elementBytes();
    }

    /** Whether all members of an alias set have its extent. */
    private boolean isPlain(AliasSet aliasSet) {
        return aliasSet.members().stream()
                .allMatch(m -> graph.tensor(m).extent().equals(aliasSet.extent()));
    }

    private boolean leadsTo(int from, int to) {
        int at = from;
        while (at != to) {
            SubBuffer next = byInner.get(at);
            if (next == null) {
                return false;
            }
            at = next.outer();
        }
        return true;
    }
}
