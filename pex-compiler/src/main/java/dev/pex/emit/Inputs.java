package dev.pex.emit;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import dev.pex.tensor.Part;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The network inputs of a plan with streamed inputs, which arrive row by row. */
final class Inputs {
    /**
     * One input.
     *
     * @param tensor the input itself, or the alias of it whose rows arrive
     * @param rows number of its rows
     * @param rowBytes bytes of a row
     * @param keptRows number of rows that are stored; no operator reads the later ones
     */
    record Arrival(int tensor, int rows, int rowBytes, int keptRows) {}

    private Inputs() {}

    /** The inputs in the network's order; none when they are in the arena before the first step. */
    static List<Arrival> of(Graph graph, Plan plan) {
        List<Arrival> arrivals = new ArrayList<>();
        if (plan.streamed()) {
            for (int input : graph.inputs()) {
                arrivals.add(arrival(graph, plan, input));
            }
        }
        return arrivals;
    }

    private static Arrival arrival(Graph graph, Plan plan, int input) {
        int as = input;
        for (Step step : plan.steps()) {
            if (step instanceof Step.Receive receive && root(graph, receive.tensor()) == input) {
                as = receive.tensor();
            }
        }
        Tensor tensor = graph.tensor(as);
        int rowElements = tensor.extent().elements() / tensor.extent().rows();
        int kept = (lastRead(graph, plan, input) + rowElements) / rowElements;
        return new Arrival(
                as, tensor.extent().rows(), rowElements * tensor.type().bytes(), kept);
    }

    /** The last element of an input, in flat order, that a step reads; -1 when no step reads any. */
    private static int lastRead(Graph graph, Plan plan, int input) {
        if (graph.outputs().stream().anyMatch(o -> root(graph, o) == input)) {
            return graph.tensor(input).extent().elements() - 1;
        }
        int last = -1;
        for (Step step : plan.steps()) {
            if (step instanceof Step.Compute compute) {
                Operator operator = graph.operators().get(compute.operator());
                for (int i = 0; i < operator.inputs().size(); i++) {
                    int operand = operator.inputs().get(i);
                    Part part = Dependence.read(graph, operator, i, compute.part(), compute.intake());
                    if (root(graph, operand) == input && !part.isEmpty()) {
                        int end = graph.tensor(operand)
                                .extent()
                                .index(
                                        part.rows().end() - 1,
                                        part.columns().end() - 1,
                                        part.channels().end() - 1);
                        last = Math.max(last, end);
                    }
                }
            }
        }
        return last;
    }

    /** What a tensor is an alias of, or itself. */
    static int root(Graph graph, int tensor) {
        return graph.producer(tensor)
                .filter(Operator::isAlias)
                .map(alias -> root(graph, alias.inputs().get(0)))
                .orElse(tensor);
    }
}
