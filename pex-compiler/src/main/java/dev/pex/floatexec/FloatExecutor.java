package dev.pex.floatexec;

import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Executes float networks, operator by operator. It computes in double precision, always in the same order and with
 * {@link StrictMath}, so that every machine gives the same bits. Its error is far below the error of float32, in which models
 * are trained.
 */
public final class FloatExecutor {
    private FloatExecutor() {}

    /**
     * The outputs of a network.
     *
     * @param inputs one flat array for each of the network's inputs, in order
     * @return one flat array for each of the network's outputs, in order
     */
    public static List<double[]> run(FloatNetwork network, List<double[]> inputs) {
        List<double[]> tensors = runAll(network, inputs);
        return network.graph().outputs().stream().map(tensors::get).toList();
    }

    /**
     * Every tensor of a network, by id: inputs, constants, intermediate values and outputs. A tensor that no operator makes is
     * all zeros; integers are given as doubles.
     *
     * @param inputs one flat array for each of the network's inputs, in order; they are not copied
     */
    public static List<double[]> runAll(FloatNetwork network, List<double[]> inputs) {
        Graph graph = network.graph();
        List<double[]> tensors = new ArrayList<>();
        for (Tensor tensor : graph.tensors()) {
            tensors.add(tensor.constant()
                    .map(bytes -> constant(tensor, bytes))
                    .orElseGet(() -> new double[tensor.extent().elements()]));
        }
        fill(graph, inputs, tensors);
        for (int i = 0; i < graph.operators().size(); i++) {
            Operator operator = graph.operators().get(i);
            List<double[]> operands =
                    operator.inputs().stream().map(tensors::get).toList();
            tensors.set(operator.output(), FloatKernels.compute(network, i, operands));
        }
        return List.copyOf(tensors);
    }

    /** The elements of a constant of floats or integers. */
    public static double[] constant(Tensor tensor, Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[tensor.extent().elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.type() == ElementType.FLOAT32 ? buffer.getFloat() : buffer.getInt();
        }
        return values;
    }

    private static void fill(Graph graph, List<double[]> inputs, List<double[]> tensors) {
        if (inputs.size() != graph.inputs().size()) {
            throw new IllegalArgumentException(
                    inputs.size() + " inputs given, " + graph.inputs().size() + " expected");
        }
        for (int i = 0; i < inputs.size(); i++) {
            Tensor tensor = graph.tensor(graph.inputs().get(i));
            if (inputs.get(i).length != tensor.extent().elements()) {
                throw new IllegalArgumentException("input " + tensor.name() + ": " + inputs.get(i).length
                        + " elements given, " + tensor.extent().elements() + " expected");
            }
            tensors.set(tensor.id(), inputs.get(i));
        }
    }
}
