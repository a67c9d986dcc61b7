package dev.pex.memory;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.graph.Tensor;
import dev.pex.plan.Buffer;
import dev.pex.schedule.Schedule;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When each group of tensors is alive under a schedule, and how many of its rows must be kept at a
 * time when its makers and readers take turns.
 */
final class Lifetimes {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Graph graph;
    private final TensorGroups groups;
    private final List<Schedule.Entry> entries;
    private final int[] first;
    private final int[] last;
    private final SortedMap<Integer, Lifetime> lifetimes = new TreeMap<>();

    private Lifetimes(Graph graph, TensorGroups groups, Schedule schedule) {
        this.graph = graph;
        this.groups = groups;
        this.entries = schedule.entries();
        this.first = new int[graph.tensors().size()];
        this.last = new int[graph.tensors().size()];
    }

    static Lifetimes of(Graph graph, TensorGroups groups, Schedule schedule) {
        Lifetimes lifetimes = new Lifetimes(graph, groups, schedule);
        lifetimes.compute();
        return lifetimes;
    }

    /** All lifetimes in the order of their roots. */
    Collection<Lifetime> all() {
        return lifetimes.values();
    }

    /** The lifetime of a root; empty for a constant. */
    Optional<Lifetime> find(int root) {
        return Optional.ofNullable(lifetimes.get(root));
    }

    private void compute() {
        Arrays.fill(first, NEVER);
        Arrays.fill(last, Buffer.BEFORE);
        for (int input : graph.inputs()) {
            first[groups.root(input)] = Buffer.BEFORE;
        }
        for (int s = 0; s < entries.size(); s++) {
            Operator operator = operator(s);
            int made = groups.root(operator.output());
            first[made] = Math.min(first[made], s);
            last[made] = Math.max(last[made], s);
            for (int i = 0; i < operator.inputs().size(); i++) {
                int read = groups.root(operator.inputs().get(i));
                if (!Dependence.read(graph, operator, i, entries.get(s).part()).isEmpty()) {
                    last[read] = Math.max(last[read], s);
                }
            }
        }
        for (int output : graph.outputs()) {
            last[groups.root(output)] = entries.size();
        }
        int[] rows = keptRows();
        for (Map.Entry<Integer, List<Integer>> group : groups.members().entrySet()) {
            int root = group.getKey();
            if (first[root] != NEVER) {
                Tensor tensor = graph.tensor(root);
                int bytes = tensor.bytes() / tensor.extent().rows() * rows[root];
                lifetimes.put(root, new Lifetime(root, first[root], last[root], rows[root], bytes));
            }
        }
    }

    /**
     * Rows of each root that are alive at most at a time: from the lowest row that the current or a
     * later step reads to the highest row written so far. Groups with several members, network inputs
     * and outputs are kept whole.
     */
    private int[] keptRows() {
        int[] rows = new int[graph.tensors().size()];
        for (Map.Entry<Integer, List<Integer>> group : groups.members().entrySet()) {
            int root = group.getKey();
            boolean whole = group.getValue().size() > 1
                    || graph.inputs().contains(root)
                    || graph.outputs().contains(root);
            rows[root] = graph.tensor(root).extent().rows();
            if (!whole && first[root] != NEVER) {
                rows[root] = Math.max(1, rollingRows(root));
            }
        }
        return rows;
    }

    private int rollingRows(int root) {
        int[] lowestRead = new int[entries.size() + 1];
        lowestRead[entries.size()] = NEVER;
        for (int s = entries.size() - 1; s >= 0; s--) {
            lowestRead[s] = Math.min(lowestRead[s + 1], lowestRow(root, s));
        }
        int highestWritten = 0;
        int kept = 0;
        for (int s = 0; s < entries.size(); s++) {
            if (operator(s).output() == root) {
                Range written = entries.get(s).part().rows();
                highestWritten = Math.max(highestWritten, written.end());
                kept = Math.max(kept, highestWritten - Math.min(lowestRead[s], written.start()));
            } else if (lowestRead[s] != NEVER) {
                kept = Math.max(kept, highestWritten - lowestRead[s]);
            }
        }
        return kept;
    }

    private int lowestRow(int tensor, int step) {
        int lowest = NEVER;
        Operator operator = operator(step);
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (operator.inputs().get(i) == tensor) {
                Part part =
                        Dependence.read(graph, operator, i, entries.get(step).part());
                if (!part.isEmpty()) {
                    lowest = Math.min(lowest, part.rows().start());
                }
            }
        }
        return lowest;
    }

    private Operator operator(int step) {
        return graph.operators().get(entries.get(step).operator());
    }
}
