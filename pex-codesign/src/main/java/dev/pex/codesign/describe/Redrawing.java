package dev.pex.codesign.describe;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.DslException;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes the calls of the builder for a float network once more, for an input of another size and without some of its layers. The
 * builder decides every shape again. Windows that cover their whole operand still do, and resizes keep their factor. Weights are
 * random.
 */
public final class Redrawing {
    private static final int BATCH_ROWS_COLUMNS_CHANNELS = 4;

    private final Subject subject;
    private final LayerCalls layers;
    private final Network network;
    private final Map<Integer, Node> nodes = new HashMap<>();

    private Redrawing(FloatNetwork given) {
        Graph graph = given.graph();
        this.subject = new Subject(graph, Form.FLOAT, given.weights(), Map.of(), LayerNames.of(graph));
        this.layers = new LayerCalls(subject);
        this.network = Network.named(graph.name()).randomWeights(1);
    }

    /**
     * Draws a network anew.
     *
     * @param given with one input
     * @param rows of its input
     * @param columns of its input
     * @param omitted tensors that are not made any more
     * @param standIns for tensors that are not made either, and are read by what remains, the tensors that are read instead
     * @throws DiagnosticException when the builder has no call for an operator, or refuses one at the new size (PEX-0710)
     */
    public static FloatNetwork of(
            FloatNetwork given, int rows, int columns, Set<Integer> omitted, Map<Integer, Integer> standIns) {
        return new Redrawing(given).drawn(rows, columns, omitted, standIns);
    }

    private FloatNetwork drawn(int rows, int columns, Set<Integer> omitted, Map<Integer, Integer> standIns) {
        Graph graph = subject.graph();
        String place = "the input";
        try {
            for (int input : graph.inputs()) {
                Extent extent = graph.tensor(input).extent();
                Shape shape = graph.tensor(input).shape().size() == BATCH_ROWS_COLUMNS_CHANNELS
                        ? Shape.of(1, rows, columns, extent.channels())
                        : Shapes.of(graph.tensor(input));
                nodes.put(input, network.input(subject.name(input), shape));
            }
            for (Operator operator : graph.operators()) {
                place = subject.name(operator.output());
                if (standIns.containsKey(operator.output())) {
                    nodes.put(operator.output(), node(Objects.requireNonNull(standIns.get(operator.output()))));
                } else if (!omitted.contains(operator.output())) {
                    nodes.put(operator.output(), layer(operator));
                }
            }
            place = "the outputs";
            for (int output : graph.outputs()) {
                Node node = node(output);
                if (!node.shape().extent().equals(graph.tensor(output).extent())) {
                    throw new NotExpressible("they become " + node.shape().extent() + " instead of "
                            + graph.tensor(output).extent());
                }
                network.output(node);
            }
            return network.real();
        } catch (NotExpressible e) {
            throw fault(place, e.why());
        } catch (DslException e) {
            throw fault(place, e.what());
        }
    }

    private Node layer(Operator operator) {
        for (int operand : operator.inputs()) {
            Tensor tensor = subject.graph().tensor(operand);
            if (tensor.constant().isPresent() && !nodes.containsKey(operand)) {
                nodes.put(operand, network.constant(subject.name(operand), Shapes.of(tensor), floats(tensor)));
            }
        }
        Node receiver = node(operator.inputs().get(0));
        return (Node) fitted(operator, receiver.shape().extent()).make(receiver, Node.class, this::node);
    }

    /** The call for an operand that may have another extent than before. */
    private Invocation fitted(Operator operator, Extent now) {
        Invocation call = operator.accept(layers);
        Extent before = subject.graph().tensor(operator.inputs().get(0)).extent();
        Extent output = subject.graph().outputOf(operator).extent();
        String name = subject.name(operator.output());
        if (before.equals(now)) {
            return call;
        }
        return switch (operator.kind()) {
            case AVERAGE_POOL_2D ->
                isOne(output)
                        ? Invocation.of(call.method(), name, AveragePool2d.kernel(now.rows(), now.columns()))
                        : call;
            case MAX_POOL_2D ->
                isOne(output) ? Invocation.of(call.method(), name, MaxPool2d.kernel(now.rows(), now.columns())) : call;
            case RESIZE_NEAREST, RESIZE_BILINEAR ->
                Invocation.of(
                        call.method(),
                        name,
                        Math.max(1, output.rows() * now.rows() / before.rows()),
                        Math.max(1, output.columns() * now.columns() / before.columns()),
                        call.arguments().get(call.arguments().size() - 1));
            default -> call;
        };
    }

    private static boolean isOne(Extent extent) {
        return extent.rows() == 1 && extent.columns() == 1;
    }

    private static float[] floats(Tensor tensor) {
        float[] values = new float[tensor.extent().elements()];
        ByteBuffer.wrap(tensor.constant().orElseThrow().toArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    private Node node(int tensor) {
        return Objects.requireNonNull(nodes.get(tensor));
    }

    private DiagnosticException fault(String place, String why) {
        return new DiagnosticException(Diagnostic.error(
                Code.VARIANT,
                "network '" + subject.graph().name() + "'",
                "it cannot be varied so, because of " + place + ": " + why,
                "take another resolution or depth, or describe the network at this size by itself"));
    }
}
