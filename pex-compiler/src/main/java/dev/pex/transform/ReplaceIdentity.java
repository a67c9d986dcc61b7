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

/**
 * Makes a movement that copies every element to where it was a reshape, which moves no bytes: a slice of the whole tensor, a
 * concatenation of one operand, a resize to the same size.
 *
 * <pre>
 * x --> Slice, same extent as x --> y
 * becomes
 * x --> Reshape                 --> y
 * </pre>
 *
 * <p>Does not apply when
 *
 * <ul>
 *   <li>a concatenation has two operands or more;
 *   <li>extents differ;
 *   <li>a nearest resize has aligned corners and half pixel centres: it moves elements even when the size stays.
 * </ul>
 */
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
        // A slice with the extent of its operand copies all of it. A bilinear resize to the same size has its sources
        // exactly on the elements, with any options.
        return !(movement instanceof ResizeNearest resize) || copiesAll(resize.resampling(), in);
    }

    /** Whether a nearest resize from an extent to the same extent copies each element to where it was. */
    private static boolean copiesAll(Resampling resampling, Extent extent) {
        OptionalInt one = OptionalInt.of(1);
        return resampling.nearestDivisor(extent.rows(), extent.rows()).equals(one)
                && resampling.nearestDivisor(extent.columns(), extent.columns()).equals(one);
    }
}
