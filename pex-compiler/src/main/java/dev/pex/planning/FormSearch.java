package dev.pex.planning;

import dev.pex.graph.Graph;
import dev.pex.kernel.Tuning;
import dev.pex.plan.InputMode;
import dev.pex.schedule.OperatorOrder;
import dev.pex.schedule.PartialExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the plan of a network that exists in two forms: as it is, and with rows and columns exchanged where tensors have
 * one row. Only the second can be cut into rows there. The first is tried always, so that a second form never makes an
 * arena larger, and wins where both are equal: kernels are faster on columns than on rows of one column.
 */
public final class FormSearch {
    private record Form(Graph graph, PlanSearch search) {}

    /**
     * A plan and the form of the network that it is for.
     *
     * @param graph one of the forms
     */
    public record Found(Graph graph, FoundPlan plan) {}

    private final List<Form> forms = new ArrayList<>();

    private FormSearch(Graph graph, Optional<Graph> transposed, Tuning tuning, Effort effort) {
        forms.add(new Form(graph, PlanSearch.of(graph, tuning, effort)));
        transposed.ifPresent(form -> forms.add(new Form(form, PlanSearch.of(form, tuning, effort))));
    }

    /**
     * A search that has not begun.
     *
     * @param transposed the network with rows and columns exchanged where tensors have one row, if any has
     */
    public static FormSearch of(Graph graph, Optional<Graph> transposed, Tuning tuning, Effort effort) {
        return new FormSearch(graph, transposed, tuning, effort);
    }

    /** The order of operators that suits whole tensors best, which are of the same size in both forms. */
    public OperatorOrder.Result bestOrder() {
        return forms.get(0).search().bestOrder();
    }

    /** The cheapest plan under a budget, or the smallest of all when none keeps to it. */
    public Found within(InputMode input, PartialExecution allowed, OptionalLong budget) {
        Found best = null;
        long bound = Long.MAX_VALUE;
        for (Form form : forms(allowed)) {
            FoundPlan plan = form.search().within(input, allowed, budget);
            bound = Math.min(bound, plan.lowerBound());
            if (best == null || isBetter(plan, best.plan(), budget)) {
                best = new Found(form.graph(), plan);
            }
        }
        if (best == null) {
            throw new IllegalStateException("a network without a form");
        }
        return new Found(best.graph(), best.plan().withLowerBound(bound));
    }

    /** Bytes of the smallest arena. */
    public int smallestArena(InputMode input, PartialExecution allowed) {
        return forms(allowed).stream()
                .mapToInt(form -> form.search().smallest(input, allowed).plan().arenaBytes())
                .min()
                .orElseThrow();
    }

    /** Fewest bytes that are alive at a time; no place in memory is looked for. */
    public long livePeak(InputMode input, PartialExecution allowed) {
        return forms(allowed).stream()
                .mapToLong(form -> form.search().livePeak(input, allowed))
                .min()
                .orElseThrow();
    }

    /** The forms that are of use: rows are cut only where everything is allowed. */
    private List<Form> forms(PartialExecution allowed) {
        return allowed == PartialExecution.ALL ? forms : forms.subList(0, 1);
    }

    private static boolean isBetter(FoundPlan plan, FoundPlan best, OptionalLong budget) {
        int bytes = plan.plan().arenaBytes();
        int before = best.plan().arenaBytes();
        if (budget.isPresent() && bytes <= budget.getAsLong() && before <= budget.getAsLong()) {
            return plan.schedule().cost() < best.schedule().cost();
        }
        return bytes < before;
    }
}
