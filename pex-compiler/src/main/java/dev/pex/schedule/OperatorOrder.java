package dev.pex.schedule;

import dev.pex.alias.AliasSets;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the order of operators with the lowest peak of live bytes when all tensors are whole. The search is over sets of
 * operators that have run, the set with the lowest peak first. The live tensors depend on the set alone, so that the first
 * complete set is optimal. After a number of sets the search goes on greedily; the lowest peak of an open set is then the
 * lower bound.
 */
public final class OperatorOrder {
    private static final int MOST_SETS = 20_000;

    /**
     * An order.
     *
     * @param operators indices in the network's operators, aliases left out
     * @param peak most live bytes at a time, with whole tensors and without overlaps
     * @param lowerBound a peak that no order is below
     */
    public record Result(List<Integer> operators, long peak, long lowerBound) {
        public Result {
            operators = List.copyOf(operators);
        }
    }

    private record State(
            BitSet done,
            long peak,
            long live,
            int count,
            @Nullable State before,
            int last) {}

    private final List<Integer> operators = new ArrayList<>();
    private final List<Set<Integer>> reads = new ArrayList<>();
    private final int[] writes;
    private final long[] bytes;
    /** By alias set: indices in {@link #operators} of those that read it. */
    private final List<List<Integer>> readers = new ArrayList<>();

    private final boolean[] outlives;
    private final int[] producer;
    private final long atStart;

    private OperatorOrder(Graph graph, AliasSets aliasSets) {
        int n = aliasSets.all().size();
        bytes = new long[n];
        outlives = new boolean[n];
        producer = new int[n];
        Arrays.fill(producer, -1);
        aliasSets.all().forEach(s -> {
            bytes[s.id()] = (long) s.rows() * s.rowBytes();
            readers.add(new ArrayList<>());
        });
        for (int i = 0; i < graph.operators().size(); i++) {
            if (!graph.operators().get(i).isAlias()) {
                operators.add(i);
            }
        }
        writes = new int[operators.size()];
        for (int place = 0; place < writes.length; place++) {
            Operator operator = graph.operators().get(operators.get(place));
            writes[place] = aliasSets.of(operator.output()).id();
            producer[writes[place]] = place;
            Set<Integer> read = new HashSet<>();
            for (int input : operator.inputs()) {
                if (aliasSets.isStored(input)) {
                    read.add(aliasSets.of(input).id());
                }
            }
            reads.add(read);
            for (int aliasSet : read) {
                readers.get(aliasSet).add(place);
            }
        }
        for (int output : graph.outputs()) {
            if (aliasSets.isStored(output)) {
                outlives[aliasSets.of(output).id()] = true;
            }
        }
        long start = 0;
        for (int input : graph.inputs()) {
            start += bytes[aliasSets.of(input).id()];
        }
        atStart = start;
    }

    /** The order with the lowest peak that the search finds. */
    public static Result search(Graph graph, AliasSets aliasSets) {
        return new OperatorOrder(graph, aliasSets).run();
    }

    private Result run() {
        Comparator<State> lowest = Comparator.comparingLong(State::peak)
                .thenComparing(State::count, Comparator.reverseOrder())
                .thenComparingLong(State::live)
                .thenComparing(OperatorOrder::compareSets);
        PriorityQueue<State> open = new PriorityQueue<>(lowest);
        Map<BitSet, Long> known = new HashMap<>();
        open.add(new State(new BitSet(), atStart, atStart, 0, null, -1));
        long bound = atStart;
        while (!open.isEmpty()) {
            State state = open.remove();
            bound = Math.max(bound, state.peak());
            if (state.count() == operators.size()) {
                return result(state, state.peak());
            }
            if (known.size() > MOST_SETS) {
                return greedy(state, bound);
            }
            for (int next = 0; next < writes.length; next++) {
                if (isReady(state.done(), next)) {
                    State after = run(state, next);
                    Long before = known.get(after.done());
                    if (before == null || after.peak() < before) {
                        known.put(after.done(), after.peak());
                        open.add(after);
                    }
                }
            }
        }
        throw new IllegalStateException("the network has a cycle");
    }

    /** Takes the operator with the lowest peak each time, of those the one with the fewest live bytes after it. */
    private Result greedy(State from, long bound) {
        State state = from;
        while (state.count() < operators.size()) {
            State best = null;
            for (int next = 0; next < writes.length; next++) {
                if (isReady(state.done(), next)) {
                    State after = run(state, next);
                    if (best == null
                            || after.peak() < best.peak()
                            || (after.peak() == best.peak() && after.live() < best.live())) {
                        best = after;
                    }
                }
            }
            if (best == null) {
                throw new IllegalStateException("the network has a cycle");
            }
            state = best;
        }
        return result(state, bound);
    }

    private boolean isReady(BitSet done, int place) {
        if (done.get(place)) {
            return false;
        }
        for (int aliasSet : reads.get(place)) {
            if (producer[aliasSet] >= 0 && !done.get(producer[aliasSet])) {
                return false;
            }
        }
        return true;
    }

    private State run(State state, int place) {
        BitSet done = (BitSet) state.done().clone();
        done.set(place);
        long during = state.live() + bytes[writes[place]];
        long after = during;
        for (int aliasSet : reads.get(place)) {
            if (isOver(done, aliasSet)) {
                after -= bytes[aliasSet];
            }
        }
        if (isOver(done, writes[place])) {
            after -= bytes[writes[place]];
        }
        return new State(done, Math.max(state.peak(), during), after, state.count() + 1, state, place);
    }

    private boolean isOver(BitSet done, int aliasSet) {
        return !outlives[aliasSet] && readers.get(aliasSet).stream().allMatch(done::get);
    }

    private Result result(State last, long bound) {
        List<Integer> order = new ArrayList<>();
        for (State s = last; s != null && s.last() >= 0; s = s.before()) {
            order.add(operators.get(s.last()));
        }
        Collections.reverse(order);
        return new Result(order, last.peak(), bound);
    }

    /** Orders sets with equal figures by the lowest operator in which they differ, so that the result is deterministic. */
    private static int compareSets(State a, State b) {
        BitSet difference = (BitSet) a.done().clone();
        difference.xor(b.done());
        int lowest = difference.nextSetBit(0);
        return lowest < 0 ? 0 : (a.done().get(lowest) ? -1 : 1);
    }
}
