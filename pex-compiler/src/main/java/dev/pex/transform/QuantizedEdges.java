package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Operator;
import dev.pex.operator.Quantize;
import dev.pex.operator.Requantize;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives a network int8 inputs and outputs: removes conversions of an input to int8 and of int8 to an output. The int8 tensor
 * becomes the input or output and gets its name.
 *
 * <pre>
 * float32 input 'in' --> Quantize --> q --> network --> r --> Dequantize --> float32 output 'out'
 * becomes
 *                       int8 input 'in' --> network --> int8 output 'out'
 * </pre>
 *
 * <p>This changes what the caller writes and reads. It is therefore no {@link GraphRule}: the user asks for it. An input or
 * output that something else reads as well stays as it is.
 */
public final class QuantizedEdges {
    private QuantizedEdges() {}

    /** The network without conversions at its inputs and outputs. */
    public static Graph of(Graph graph) {
        Graph current = graph;
        for (Optional<Graph> next = Optional.of(graph); next.isPresent(); next = dropOne(current)) {
            current = next.get();
        }
        return GraphEdit.withoutUnusedTensors(current);
    }

    private static Optional<Graph> dropOne(Graph graph) {
        for (Operator operator : graph.operators()) {
            if (convertsInput(graph, operator)) {
                return Optional.of(drop(graph, operator, operator.inputs().get(0), operator.output()));
            }
            if (convertsOutput(graph, operator)) {
                return Optional.of(drop(
                        graph, operator, operator.output(), operator.inputs().get(0)));
            }
        }
        return Optional.empty();
    }

    private static boolean convertsInput(Graph graph, Operator operator) {
        if (!(operator instanceof Quantize || operator instanceof Requantize)) {
            return false;
        }
        int edge = operator.inputs().get(0);
        int inner = operator.output();
        return graph.inputs().contains(edge)
                && areOtherAndInt8(graph, edge, inner)
                && !graph.outputs().contains(edge)
                && graph.consumers(edge).size() == 1
                && !graph.outputs().contains(inner);
    }

    private static boolean convertsOutput(Graph graph, Operator operator) {
        if (!(operator instanceof Dequantize || operator instanceof Requantize)) {
            return false;
        }
        int edge = operator.output();
        int inner = operator.inputs().get(0);
        return graph.outputs().contains(edge)
                && areOtherAndInt8(graph, edge, inner)
                && graph.consumers(edge).isEmpty()
                && graph.tensor(inner).constant().isEmpty()
                && !graph.inputs().contains(inner)
                && !graph.outputs().contains(inner);
    }

    private static boolean areOtherAndInt8(Graph graph, int edge, int inner) {
        return graph.tensor(edge).type() != ElementType.INT8
                && graph.tensor(inner).type() == ElementType.INT8;
    }

    private static Graph drop(Graph graph, Operator conversion, int edge, int inner) {
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        Tensor t = graph.tensor(inner);
        tensors.set(
                inner,
                new Tensor(
                        inner,
                        graph.tensor(edge).name(),
                        t.shape(),
                        t.extent(),
                        t.type(),
                        t.quantization(),
                        t.constant()));
        List<Operator> operators =
                graph.operators().stream().filter(o -> o != conversion).toList();
        return new Graph(
                graph.name(),
                tensors,
                operators,
                replace(graph.inputs(), edge, inner),
                replace(graph.outputs(), edge, inner));
    }

    private static List<Integer> replace(List<Integer> edges, int old, int now) {
        return edges.stream().map(edge -> edge == old ? now : edge).toList();
    }
}
