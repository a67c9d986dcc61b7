package dev.pex.codesign.describe;

import dev.pex.graph.Graph;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds conversions to networks. */
final class Conversions {
    private Conversions() {}

    /** The same network with its first output in float. */
    static Graph ofFirstOutput(Graph graph) {
        Tensor output = graph.tensor(graph.outputs().get(0));
        int id = graph.tensors().size();
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        tensors.add(new Tensor(
                id,
                "converted",
                output.shape(),
                output.extent(),
                ElementType.FLOAT32,
                Optional.empty(),
                Optional.empty()));
        List<Operator> operators = new ArrayList<>(graph.operators());
        operators.add(new Dequantize(new Origin(operators.size(), "DEQUANTIZE", "converted"), output.id(), id));
        List<Integer> outputs = new ArrayList<>(graph.outputs());
        outputs.set(0, id);
        return new Graph(graph.name(), tensors, operators, graph.inputs(), outputs);
    }
}
