package dev.pex.dsl.build;

import dev.pex.graph.Graph;
import dev.pex.tensor.Quantization;
import java.util.Map;
import java.util.Set;

/**
 * A float network before its weights are known.
 *
 * @param graph with {@link dev.pex.tensor.Filter#NONE} in place of filters, and zeros as biases and parameters
 * @param withoutBias indices of weighted operators that have no bias to look up
 * @param parameters ids of the constants to look up
 * @param stated how tensors are to be quantised, by id, where the user states it
 */
record Described(Graph graph, Set<Integer> withoutBias, Set<Integer> parameters, Map<Integer, Quantization> stated) {
    Described {
        withoutBias = Set.copyOf(withoutBias);
        parameters = Set.copyOf(parameters);
        stated = Map.copyOf(stated);
    }
}
