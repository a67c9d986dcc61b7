package dev.pex.transform;

import dev.pex.graph.Graph;
import java.util.Optional;

/**
 * A rewrite of a network into an equivalent one, equal to the last bit. The Javadoc of each rule draws the network before and
 * after, and says where the rule does not apply. {@link Transforms} lists all rules.
 */
interface GraphRule {
    /** Applies the rule in one place; empty when it applies nowhere. Tensors keep their ids. */
    Optional<Graph> apply(Graph graph);

    /** The name of the rule in dumps. */
    default String id() {
        return getClass().getSimpleName();
    }
}
