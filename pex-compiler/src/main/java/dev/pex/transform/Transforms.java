package dev.pex.transform;

import dev.pex.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies all rewrite rules until none applies any more. Every rule removes an operator or makes it a simpler one, so this
 * ends.
 */
public final class Transforms {
    /** The rules, in the order in which they are tried. A new rule is added here. */
    static final List<GraphRule> RULES = List.of(
            new RemoveUnusedOperator(),
            new FoldConstantReshape(),
            new MergeReshapes(),
            new FoldPadIntoWindow(),
            new DepthwiseOfOneChannel(),
            new MergeSlices(),
            new ReplaceIdentity());

    private Transforms() {}

    /** The network after all rules. */
    public static Graph apply(Graph graph) {
        return rewrite(graph).graph();
    }

    /** The network after all rules, and what each of them did. */
    public static Rewritten rewrite(Graph graph) {
        if (!graph.states().isEmpty()) {
            // Rules rebuild networks from tensors and operators alone.
            return new Rewritten(graph, List.of());
        }
        Graph current = graph;
        List<Rewrite> rewrites = new ArrayList<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (GraphRule rule : RULES) {
                Optional<Graph> next = rule.apply(current);
                if (next.isPresent()) {
                    rewrites.add(Rewrite.between(rule.id(), current, next.get()));
                    current = next.get();
                    changed = true;
                }
            }
        }
        return new Rewritten(GraphEdit.withoutUnusedTensors(current), rewrites);
    }

    /**
     * A network after {@link #apply} with rows and columns exchanged where tensors have one row: slower for kernels, but
     * rows can be made one by one. Empty when no operator works on one row of several columns, and for a
     * network with states, which no rule rebuilds.
     */
    public static Optional<Rewritten> transposed(Graph graph) {
        if (!graph.states().isEmpty()) {
            return Optional.empty();
        }
        TransposeOneRow rule = new TransposeOneRow();
        return rule.apply(graph).map(exchanged -> {
            Rewrite first = Rewrite.between(rule.id(), graph, exchanged);
            return new Rewritten(exchanged, List.of(first)).then(rewrite(exchanged));
        });
    }
}
