package dev.pex.planning;

import dev.pex.graph.Graph;
import dev.pex.graph.State;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A network as schedulers see it, without states: a state is there before the first step and after the last one, as a
 * resident input that is an output as well, and its next value is there after the last step, as an output.
 */
final class Stateless {
    private Stateless() {}

    static Graph of(Graph graph) {
        if (graph.states().isEmpty()) {
            return graph;
        }
        Set<Integer> inputs = new LinkedHashSet<>(graph.inputs());
        Set<Integer> outputs = new LinkedHashSet<>(graph.outputs());
        for (State state : graph.states()) {
            inputs.add(state.tensor());
            outputs.add(state.tensor());
            outputs.add(state.next());
        }
        return new Graph(graph.name(), graph.tensors(), graph.operators(), List.copyOf(inputs), List.copyOf(outputs));
    }
}
