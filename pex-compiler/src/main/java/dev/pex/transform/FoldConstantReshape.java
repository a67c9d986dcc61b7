package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Reshape;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the output of a reshape a constant when the operand is one. A reshape keeps the order of the elements, so that the
 * bytes stay as they are.
 *
 * <pre>
 * constant c --> Reshape --> y --> readers
 * becomes
 *                   constant y --> readers
 * </pre>
 *
 * <p>Does not apply when the operand is computed or is a network input.
 */
final class FoldConstantReshape implements GraphRule {
    @Override
    public Optional<Graph> apply(Graph graph) {
        for (Operator operator : graph.operators()) {
            if (operator instanceof Reshape reshape
                    && graph.tensor(reshape.input()).constant().isPresent()) {
                Tensor out = graph.tensor(reshape.output());
                List<Tensor> tensors = new ArrayList<>(graph.tensors());
                tensors.set(
                        out.id(),
                        new Tensor(
                                out.id(),
                                out.name(),
                                out.shape(),
                                out.extent(),
                                out.type(),
                                out.quantization(),
                                graph.tensor(reshape.input()).constant()));
                List<Operator> operators = new ArrayList<>(graph.operators());
                operators.remove(operator);
                return Optional.of(new Graph(graph.name(), tensors, operators, graph.inputs(), graph.outputs()));
            }
        }
        return Optional.empty();
    }
}
