package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes all operators whose results reach no network output.
 *
 * <pre>
 * x --> A --> y (network output)
 * x --> B --> u --> C --> v (nothing reads v)
 * becomes
 * x --> A --> y
 * </pre>
 *
 * <p>Does not remove an operator whose result is a network output or is read by an operator that stays.
 */
final class RemoveUnusedOperator implements GraphRule {
    @Override
    public Optional<Graph> apply(Graph graph) {
        Set<Integer> read = new HashSet<>(graph.outputs());
        List<Operator> kept = new ArrayList<>();
        for (int i = graph.operators().size() - 1; i >= 0; i--) {
            Operator operator = graph.operators().get(i);
            if (read.contains(operator.output())) {
                read.addAll(operator.inputs());
                kept.add(operator);
            }
        }
        if (kept.size() == graph.operators().size()) {
            return Optional.empty();
        }
        Collections.reverse(kept);
        return Optional.of(new Graph(graph.name(), graph.tensors(), kept, graph.inputs(), graph.outputs()));
    }
}
