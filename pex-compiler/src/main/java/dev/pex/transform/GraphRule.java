package dev.pex.transform;

import dev.pex.graph.Graph;
import java.util.Optional;

/** A rewrite of a network into an equivalent one, equal to the last bit. */
interface GraphRule {
    /** Applies the rule in one place; empty when it applies nowhere. */
    Optional<Graph> apply(Graph graph);
}
