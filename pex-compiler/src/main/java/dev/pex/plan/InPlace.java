package dev.pex.plan;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.SharedBox;
import dev.pex.schedule.Step;
import dev.pex.tensor.Extent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds concatenations and slices that move nothing, because a plan places each element of the output where the element lies
 * that it copies.
 */
public final class InPlace {
    private final Graph graph;
    private final Plan plan;

    private InPlace(Graph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
    }

    /**
     * An element of a tensor.
     *
     * @param index in flat order
     */
    public record Element(int tensor, int index) {}

    /** Indices of the operators that move nothing. */
    public static Set<Integer> operators(Graph graph, Plan plan) {
        InPlace search = new InPlace(graph, plan);
        Set<Integer> found = new HashSet<>();
        for (int i = 0; i < graph.operators().size(); i++) {
            Operator operator = graph.operators().get(i);
            if (!operator.sharedBoxes(graph).isEmpty() && search.isInPlace(operator)) {
                found.add(i);
            }
        }
        return found;
    }

    /** A plan without the steps that move nothing: the steps that a program has to run. */
    public static Plan withoutMoves(Graph graph, Plan plan) {
        Set<Integer> operators = operators(graph, plan);
        return operators.isEmpty() ? plan : withoutSteps(plan, operators);
    }

    /** A plan without the steps of some operators. */
    static Plan withoutSteps(Plan plan, Set<Integer> operators) {
        List<Step> kept = new ArrayList<>();
        int[] number = new int[plan.steps().size() + 1];
        SortedMap<Integer, Integer> accumulators = new TreeMap<>();
        SortedMap<Integer, Integer> scratch = new TreeMap<>();
        for (int s = 0; s < plan.steps().size(); s++) {
            number[s] = kept.size();
            Step step = plan.steps().get(s);
            if (!isOf(step, operators)) {
                plan.accumulator(s).ifPresent(id -> accumulators.put(kept.size(), id));
                plan.scratch(s).ifPresent(id -> scratch.put(kept.size(), id));
                kept.add(step);
            }
        }
        number[plan.steps().size()] = kept.size();
        List<Buffer> buffers = new ArrayList<>();
        for (Buffer b : plan.buffers()) {
            int first = b.firstStep();
            if (first != Buffer.BEFORE) {
                // The output of a removed step is complete before it.
                first = number[first] - (isOf(plan.steps().get(first), operators) ? 1 : 0);
            }
            int last = b.lastStep();
            if (last != Buffer.BEFORE) {
                last = last == plan.steps().size() ? kept.size() : number[last + 1] - 1;
            }
            buffers.add(b.during(first, Math.max(first, last)));
        }
        return new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                buffers,
                plan.placements(),
                kept,
                accumulators,
                scratch,
                plan.regions());
    }

    private static boolean isOf(Step step, Set<Integer> operators) {
        return step instanceof Step.Compute compute && operators.contains(compute.operator());
    }

    private boolean isInPlace(Operator operator) {
        for (int input : operator.inputs()) {
            if (graph.tensor(input).constant().isPresent()) {
                return false;
            }
        }
        int output = operator.output();
        int elements = graph.tensor(output).extent().elements();
        for (int i = 0; i < elements; i++) {
            Element source = source(graph, operator, i);
            boolean sameRegion = plan.placement(output)
                    .region()
                    .equals(plan.placement(source.tensor()).region());
            if (!sameRegion || address(output, i) != address(source.tensor(), source.index())) {
                return false;
            }
        }
        return true;
    }

    /** The element that an element of the output copies, for an operator whose output and operands share boxes. */
    public static Element source(Graph graph, Operator operator, int index) {
        int[] at = position(graph, operator.output(), index);
        for (SharedBox box : operator.sharedBoxes(graph)) {
            Optional<Element> source =
                    box.outer() == operator.output() ? inside(graph, box, at) : around(graph, box, at);
            if (source.isPresent()) {
                return source.get();
            }
        }
        throw new IllegalArgumentException(operator.origin() + " copies nothing to element " + index);
    }

    /** The element of the outer tensor at a position in the box. */
    private static Optional<Element> around(Graph graph, SharedBox box, int... at) {
        return Optional.of(element(
                graph,
                box.outer(),
                box.begin().rows() + at[0] * box.stride().rows(),
                box.begin().columns() + at[1] * box.stride().columns(),
                box.begin().channels() + at[2] * box.stride().channels()));
    }

    /** The element of a dense box at a position in the outer tensor; empty outside the box. */
    private static Optional<Element> inside(Graph graph, SharedBox box, int... at) {
        Extent extent = graph.tensor(box.inner()).extent();
        int row = at[0] - box.begin().rows();
        int column = at[1] - box.begin().columns();
        int channel = at[2] - box.begin().channels();
        boolean in = row >= 0
                && row < extent.rows()
                && column >= 0
                && column < extent.columns()
                && channel >= 0
                && channel < extent.channels();
        return in ? Optional.of(element(graph, box.inner(), row, column, channel)) : Optional.empty();
    }

    private static Element element(Graph graph, int tensor, int row, int column, int channel) {
        return new Element(tensor, graph.tensor(tensor).extent().index(row, column, channel));
    }

    private static int[] position(Graph graph, int tensor, int index) {
        int channels = graph.tensor(tensor).extent().channels();
        int columns = graph.tensor(tensor).extent().columns();
        return new int[] {index / channels / columns, index / channels % columns, index % channels};
    }

    private int address(int tensor, int index) {
        int[] at = position(graph, tensor, index);
        return plan.placement(tensor)
                .address(at[0], at[1], at[2], graph.tensor(tensor).type().bytes());
    }
}
