package dev.pex.dsl;

import dev.pex.graph.Graph;
import java.util.Map;
import java.util.Set;

/**
 * A network in real numbers before its weights are known.
 *
 * @param graph with {@link dev.pex.tensor.Filter#NONE} in place of filters, and zeros as biases and parameters
 * @param withoutBias indices of weighted operators that have no bias to look up
 * @param parameters ids of the constants that are to be looked up
 * @param stated how tensors are to be quantised, by id, where the user says so
 */
record Described(Graph graph, Set<Integer> withoutBias, Set<Integer> parameters, Map<Integer, Quantized> stated) {
    Described {
        withoutBias = Set.copyOf(withoutBias);
        parameters = Set.copyOf(parameters);
        stated = Map.copyOf(stated);
    }
}
