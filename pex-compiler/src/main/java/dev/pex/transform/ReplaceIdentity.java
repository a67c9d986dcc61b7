package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Reshape;
import java.util.List;
import java.util.Optional;

/**
 * Replaces an operator that copies every element to the same position by a reshape, which moves no bytes: a slice of the whole
 * tensor, a concatenation of one operand, a resize to the same size, a transpose that moves an axis with a single index.
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
 *   <li>the operator is an alias already;
 *   <li>a concatenation has two operands or more;
 *   <li>extents differ, except those of a transpose;
 *   <li>a transpose changes the order of axes that have several indices each;
 *   <li>a nearest resize has aligned corners and half pixel centres: it moves elements even when the size stays.
 * </ul>
 */
final class ReplaceIdentity implements GraphRule {
    @Override
    public Optional<Graph> apply(Graph graph) {
        for (Operator operator : graph.operators()) {
            if (!operator.isAlias() && operator.isIdentity(graph)) {
                Reshape alias = new Reshape(operator.origin(), operator.inputs().get(0), operator.output());
                return Optional.of(GraphEdit.replace(graph, operator, List.of(alias)));
            }
        }
        return Optional.empty();
    }
}
