package dev.pex.plan;

import dev.pex.cost.Cost;
import dev.pex.cost.CostModel;
import dev.pex.graph.Graph;
import dev.pex.kernel.Variants;
import dev.pex.schedule.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What the steps of a plan cost. Concatenations and slices that have nothing to move have no step.
 *
 * @param plan of the steps that the generated code does
 * @param steps the cost of each of them
 */
public record PlanCost(Plan plan, List<Cost> steps) {
    /** In place of the operator and the function of a step that takes rows from the caller. */
    private static final String NOTHING = "-";

    public PlanCost {
        steps = List.copyOf(steps);
    }

    /** The cost of a plan with the kernels that it was made for. */
    public static PlanCost of(Graph graph, Plan plan) {
        CostModel costs = CostModel.of(graph, Variants.of(graph, plan.tuning()));
        Plan done = InPlace.withoutMoves(graph, plan);
        List<Cost> steps = new ArrayList<>();
        for (Step step : done.steps()) {
            steps.add(
                    step instanceof Step.Compute compute
                            ? costs.ofStep(compute.operator(), compute.part(), compute.intake())
                            : costs.ofReceiving());
        }
        return new PlanCost(done, steps);
    }

    /**
     * A line for each step, with a tab between fields: its number, the operator, the function of its kernel, instructions,
     * bytes of flash, bytes of weights.
     */
    public String toText(Graph graph) {
        Variants variants = Variants.of(graph, plan.tuning());
        StringBuilder text = new StringBuilder("step\toperator\tkernel\tinstructions\tflash\tweights\n");
        for (int s = 0; s < steps.size(); s++) {
            String operator = NOTHING;
            String kernel = NOTHING;
            if (plan.steps().get(s) instanceof Step.Compute compute) {
                operator = Integer.toString(compute.operator());
                kernel = variants.of(compute.operator()).function();
            }
            Cost cost = steps.get(s);
            text.append(s).append('\t').append(operator).append('\t').append(kernel);
            text.append('\t').append(cost.instructions());
            text.append('\t').append(cost.flashBytes());
            text.append('\t').append(cost.weightBytes()).append('\n');
        }
        return text.toString();
    }

    /** Of one inference. */
    public Cost all() {
        return steps.stream().reduce(Cost.NONE, Cost::plus);
    }

    /** Of all steps of an operator, by its index. */
    public Cost ofOperator(int operator) {
        Cost cost = Cost.NONE;
        for (int s = 0; s < steps.size(); s++) {
            if (plan.steps().get(s) instanceof Step.Compute compute && compute.operator() == operator) {
                cost = cost.plus(steps.get(s));
            }
        }
        return cost;
    }
}
