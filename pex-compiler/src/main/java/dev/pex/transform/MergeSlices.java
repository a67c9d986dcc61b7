package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Slice;
import dev.pex.tensor.Axis;
import dev.pex.tensor.PerAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A slice that only another slice reads becomes part of it. The one that is left takes the place of the
 * first, so that what they read is needed no longer than before.
 */
final class MergeSlices implements GraphRule {
    @Override
    public Optional<Graph> apply(Graph graph) {
        for (Operator operator : graph.operators()) {
            if (operator instanceof Slice first && !graph.outputs().contains(first.output())) {
                List<Operator> consumers = graph.consumers(first.output());
                if (consumers.size() == 1 && consumers.get(0) instanceof Slice second) {
                    List<Operator> operators = new ArrayList<>(graph.operators());
                    operators.remove(second);
                    operators.set(operators.indexOf(first), merged(first, second));
                    return Optional.of(
                            new Graph(graph.name(), graph.tensors(), operators, graph.inputs(), graph.outputs()));
                }
            }
        }
        return Optional.empty();
    }

    private static Slice merged(Slice first, Slice second) {
        PerAxis begin = first.begin();
        PerAxis stride = first.stride();
        for (Axis axis : Axis.values()) {
            int step = first.stride().along(axis);
            begin = begin.with(axis, begin.along(axis) + second.begin().along(axis) * step);
            stride = stride.with(axis, step * second.stride().along(axis));
        }
        return new Slice(second.origin(), first.input(), second.output(), begin, stride);
    }
}
