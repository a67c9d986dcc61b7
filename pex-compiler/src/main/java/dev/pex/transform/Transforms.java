package dev.pex.transform;

import dev.pex.graph.Graph;
import java.util.List;
import java.util.Optional;

/** Applies all rules until none applies any more. Every rule removes an operator or makes it a simpler one, so this ends. */
public final class Transforms {
    private static final List<GraphRule> RULES = List.of(
            new RemoveUnusedOperator(),
            new FoldConstantReshape(),
            new MergeReshapes(),
            new FoldPadIntoWindow(),
            new DepthwiseOfOneChannel(),
            new MergeSlices(),
            new ReplaceIdentity());

    private Transforms() {}

    public static Graph apply(Graph graph) {
        if (!graph.states().isEmpty()) {
            // Rules make networks of tensors and operators alone.
            return graph;
        }
        Graph current = graph;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (GraphRule rule : RULES) {
                Optional<Graph> next = rule.apply(current);
                if (next.isPresent()) {
                    current = next.get();
                    changed = true;
                }
            }
        }
        return GraphEdit.withoutUnusedTensors(current);
    }

    /**
     * A network after {@link #apply} with rows and columns exchanged where tensors have one row: slower for kernels, but
     * rows can be made one by one. Empty when no operator works on one row of several columns.
     */
    public static Optional<Graph> transposed(Graph graph) {
        return new TransposeOneRow().apply(graph).map(Transforms::apply);
    }
}
