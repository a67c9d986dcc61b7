package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Movement;
import dev.pex.operator.Operator;
import dev.pex.operator.Resampling;
import dev.pex.operator.Reshape;
import dev.pex.operator.ResizeNearest;
import dev.pex.tensor.Extent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A slice of everything, a concatenation of one tensor and a resize to the same size are aliases. */
final class ReplaceIdentity implements GraphRule {
    @Override
    public Optional<Graph> apply(Graph graph) {
        for (Operator operator : graph.operators()) {
            if (operator instanceof Movement movement && isIdentity(graph, movement)) {
                Reshape alias = new Reshape(movement.origin(), movement.inputs().get(0), movement.output());
                return Optional.of(GraphEdit.replace(graph, movement, List.of(alias)));
            }
        }
        return Optional.empty();
    }

    private static boolean isIdentity(Graph graph, Movement movement) {
        if (movement instanceof Concatenation concatenation) {
            return concatenation.inputs().size() == 1;
        }
        Extent in = graph.tensor(movement.inputs().get(0)).extent();
        if (!in.equals(graph.outputOf(movement).extent())) {
            return false;
        }
        // A slice that keeps the extent keeps all; bilinear positions then fall on the elements.
        return !(movement instanceof ResizeNearest resize) || copiesAll(resize.resampling(), in);
    }

    /** With aligned corners and half pixel centres, even an equal size moves the elements. */
    private static boolean copiesAll(Resampling resampling, Extent extent) {
        OptionalInt one = OptionalInt.of(1);
        return resampling.nearestDivisor(extent.rows(), extent.rows()).equals(one)
                && resampling.nearestDivisor(extent.columns(), extent.columns()).equals(one);
    }
}
