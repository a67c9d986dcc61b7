package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Part;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Executes whole networks, operator by operator, every tensor in full. */
public final class GraphExecutor {
    private GraphExecutor() {}

    /**
     * The outputs of a network at its first inference.
     *
     * @param inputs one flat array for each of the network's inputs, in order
     * @return one flat array for each of the network's outputs, in order
     */
    public static List<byte[]> run(Graph graph, List<byte[]> inputs) {
        List<byte[]> tensors = runAll(graph, inputs);
        return graph.outputs().stream().map(tensors::get).toList();
    }

    /**
     * Every tensor of a network, by id: inputs, constants, intermediate values and outputs. A tensor that
     * nothing makes is all zeros.
     *
     * @param inputs one flat array for each of the network's inputs, in order
     */
    public static List<byte[]> runAll(Graph graph, List<byte[]> inputs) {
        List<byte[]> tensors = new ArrayList<>();
        for (Tensor tensor : graph.tensors()) {
            tensors.add(tensor.constant().map(Bytes::toArray).orElseGet(() -> new byte[tensor.bytes()]));
        }
        fill(graph, inputs, tensors);
        for (Operator operator : graph.operators()) {
            List<byte[]> operands = operator.inputs().stream().map(tensors::get).toList();
            Part whole = Part.whole(graph.outputOf(operator).extent());
            PartKernels.compute(graph, operator, operands, tensors.get(operator.output()), whole);
        }
        return List.copyOf(tensors);
    }

    private static void fill(Graph graph, List<byte[]> inputs, List<byte[]> tensors) {
        if (inputs.size() != graph.inputs().size()) {
            throw new IllegalArgumentException(
                    inputs.size() + " inputs given, " + graph.inputs().size() + " expected");
        }
        for (int i = 0; i < inputs.size(); i++) {
            Tensor tensor = graph.tensor(graph.inputs().get(i));
            if (inputs.get(i).length != tensor.bytes()) {
                throw new IllegalArgumentException("input " + tensor.name() + ": " + inputs.get(i).length
                        + " bytes given, " + tensor.bytes() + " expected");
            }
            tensors.set(tensor.id(), inputs.get(i).clone());
        }
        graph.states()
                .forEach(state -> tensors.set(state.tensor(), state.initial().toArray()));
    }
}
