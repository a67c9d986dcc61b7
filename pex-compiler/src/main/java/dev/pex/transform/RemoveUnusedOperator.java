package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import java.util.List;
import java.util.Optional;

/** An operator whose result nobody reads need not run. */
final class RemoveUnusedOperator implements GraphRule {
    @Override
    public Optional<Graph> apply(Graph graph) {
        for (Operator operator : graph.operators()) {
            int made = operator.output();
            if (!graph.outputs().contains(made) && graph.consumers(made).isEmpty()) {
                return Optional.of(GraphEdit.replace(graph, operator, List.of()));
            }
        }
        return Optional.empty();
    }
}
