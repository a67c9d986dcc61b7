package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The table of operators. Those with accumulators come first, then the others that work in parts, then those that compute
 * the whole output in one step; within each group in the order of their first steps.
 */
final class Entries {
    private final Graph graph;
    private final Plan plan;
    private final List<Entry> all = new ArrayList<>();
    /** Number of the entry of each step. */
    private final int[] ofStep;

    private Entries(Graph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
        this.ofStep = new int[plan.steps().size()];
    }

    static Entries of(Graph graph, Plan plan) {
        Entries entries = new Entries(graph, plan);
        entries.build();
        return entries;
    }

    List<Entry> all() {
        return all;
    }

    /** The number of the entry that a step belongs to. */
    int number(int step) {
        return ofStep[step];
    }

    Entry of(int step) {
        return all.get(ofStep[step]);
    }

    /** How many of the first entries have accumulators. */
    int accumulating() {
        return (int) all.stream().filter(e -> e.accumulators().isPresent()).count();
    }

    /** How many of the first entries work in parts. */
    int cut() {
        return (int) all.stream().filter(e -> !e.cuts().isEmpty()).count();
    }

    /** The largest number of cuts of an entry. */
    int mostCuts() {
        return all.stream().mapToInt(e -> e.cuts().size()).max().orElse(0);
    }

    /** Whether every step follows the rule of its entry. */
    boolean allRegular() {
        return all.stream().allMatch(Entry::regular);
    }

    /** Bytes of the counter of an operator's parts. */
    int counterBytes() {
        int most = all.stream()
                .filter(e -> !e.cuts().isEmpty())
                .mapToInt(Entry::steps)
                .max()
                .orElse(0);
        return most <= 256 ? 1 : most <= 0x10000 ? 2 : 4;
    }

    private void build() {
        Map<Integer, List<Integer>> ofOperator = new LinkedHashMap<>();
        Map<Integer, List<Integer>> ofInput = new LinkedHashMap<>();
        for (int s = 0; s < plan.steps().size(); s++) {
            if (plan.steps().get(s) instanceof Step.Compute compute) {
                ofOperator
                        .computeIfAbsent(compute.operator(), o -> new ArrayList<>())
                        .add(s);
            } else if (plan.steps().get(s) instanceof Step.Receive receive) {
                int input = graph.inputs().indexOf(Inputs.root(graph, receive.tensor()));
                ofInput.computeIfAbsent(input, o -> new ArrayList<>()).add(s);
            }
        }
        Map<Entry, List<Integer>> entries = new LinkedHashMap<>();
        ofInput.forEach((input, steps) -> entries.put(input(input, steps), steps));
        ofOperator.forEach((operator, steps) -> entries.put(operator(operator, steps), steps));
        List<Entry> ordered = new ArrayList<>(entries.keySet());
        ordered.sort(Comparator.comparingInt(Entries::group)
                .thenComparingInt(e -> entries.getOrDefault(e, List.of(0)).get(0)));
        for (Entry entry : ordered) {
            for (int step : entries.getOrDefault(entry, List.of())) {
                ofStep[step] = all.size();
            }
            all.add(entry);
        }
    }

    private static int group(Entry entry) {
        if (entry.accumulators().isPresent()) {
            return 0;
        }
        return entry.cuts().isEmpty() ? 2 : 1;
    }

    private Entry input(int input, List<Integer> steps) {
        List<Range> ranges = new ArrayList<>();
        Set<Integer> tensors = new HashSet<>();
        for (int s : steps) {
            Step.Receive receive = (Step.Receive) plan.steps().get(s);
            ranges.add(receive.rows());
            tensors.add(receive.tensor());
        }
        if (tensors.size() > 1) {
            throw new IllegalStateException("input " + input + " arrives in rows of several tensors");
        }
        int rows = graph.tensor(tensors.iterator().next()).extent().rows();
        Optional<List<Cut>> cuts = Cuts.ofRows(rows, ranges);
        return new Entry(
                OptionalInt.empty(),
                OptionalInt.of(input),
                cuts.orElse(List.of()),
                cuts.isPresent(),
                steps.size(),
                OptionalInt.empty());
    }

    private Entry operator(int index, List<Integer> steps) {
        Operator operator = graph.operators().get(index);
        List<Step.Compute> computes = new ArrayList<>();
        Set<OptionalInt> accumulators = new HashSet<>();
        for (int s : steps) {
            computes.add((Step.Compute) plan.steps().get(s));
            accumulators.add(accumulators(s));
        }
        Optional<List<Cut>> cuts = accumulators.size() > 1 ? Optional.empty() : Cuts.of(graph, operator, computes);
        return new Entry(
                OptionalInt.of(index),
                OptionalInt.empty(),
                cuts.orElse(List.of()),
                cuts.isPresent(),
                steps.size(),
                cuts.isPresent() && !cuts.get().isEmpty()
                        ? accumulators.iterator().next()
                        : OptionalInt.empty());
    }

    /** The arena offset of a step's accumulators, when it has some. */
    OptionalInt accumulators(int step) {
        OptionalInt buffer = plan.accumulator(step);
        return buffer.isPresent()
                ? OptionalInt.of(plan.buffers().get(buffer.getAsInt()).offset())
                : OptionalInt.empty();
    }
}
