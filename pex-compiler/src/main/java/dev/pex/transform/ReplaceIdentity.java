package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Reshape;
import java.util.List;
import java.util.Optional;

/** A slice of everything, a concatenation of one tensor and a resize to the same size are aliases. */
final class ReplaceIdentity implements GraphRule {
    @Override
    public Optional<Graph> apply(Graph graph) {
        for (Operator operator : graph.operators()) {
            if (!operator.isAlias() && operator.isIdentity(graph)) {
                Reshape alias = new Reshape(operator.origin(), operator.inputs().get(0), operator.output());
                return Optional.of(GraphEdit.replace(graph, operator, List.of(alias)));
            }
        }
        return Optional.empty();
    }
}
