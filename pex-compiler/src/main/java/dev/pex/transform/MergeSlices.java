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
 * Makes one slice of two in sequence. It stands where the first one stood, so that the operand is needed no longer than
 * before.
 *
 * <pre>
 * x --> Slice, begin b1, stride s1 --> a --> Slice, begin b2, stride s2 --> y
 * becomes
 * x --> Slice, begin b1 + b2 * s1, stride s1 * s2                       --> y
 * </pre>
 *
 * <p>Does not apply when a is a network output, when a has a second reader, or when its reader is no slice.
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
