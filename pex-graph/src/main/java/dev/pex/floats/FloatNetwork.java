package dev.pex.floats;

import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Filter;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A float network: a graph whose tensors are {@code FLOAT32}, and its weights beside it. Shape inference and dependence are
 * those of the graph. No kernel computes it; quantisation makes the int8 graph that kernels compute.
 *
 * @param graph its weighted operators have {@link Filter#NONE} and a bias of zeros, one per output channel
 * @param weights by index of the operator in the graph, for every weighted operator
 */
public record FloatNetwork(Graph graph, Map<Integer, FloatWeights> weights) {
    public FloatNetwork {
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
        for (int i = 0; i < graph.operators().size(); i++) {
            if (graph.operators().get(i) instanceof Weighted layer) {
                check(layer, Optional.ofNullable(weights.get(i)));
            }
        }
    }

    /** The weights of an operator that has some. */
    public FloatWeights weights(int operator) {
        return Optional.ofNullable(weights.get(operator)).orElseThrow();
    }

    private static void check(Weighted layer, Optional<FloatWeights> own) {
        if (own.filter(w -> w.bias().size() == layer.bias().size()).isEmpty()) {
            throw new IllegalArgumentException(layer.origin() + " has no weights that fit");
        }
        if (!layer.filter().equals(Filter.NONE)) {
            throw new IllegalArgumentException(layer.origin() + " has integer weights in a float network");
        }
    }
}
