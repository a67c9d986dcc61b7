package dev.pex.pexnet;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Weighted;
import dev.pex.proto.NetworkMessage;
import dev.pex.proto.NotesMessage;
import dev.pex.proto.OperatorMessage;
import dev.pex.proto.QuantizationMessage;
import dev.pex.proto.TensorMessage;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code .pexnet} files. Nothing in them is trusted: whatever is wrong ends in a diagnostic. */
public final class PexnetReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private PexnetReader() {}

    /**
     * Reads a network.
     *
     * @param where the file or class that it comes from, for messages
     * @throws DiagnosticException when it is damaged, of another version, or its arithmetic is not defined
     */
    public static Pexnet read(String where, byte[] content) {
        NetworkMessage message;
        try {
            message = NetworkMessage.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw damaged(where, "it is no network");
        }
        requireFormat(where, message.getFormat());
        Pexnet network;
        try {
            network = network(message);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // What the records of a graph say about values that make no sense.
            throw damaged(where, "it is no valid network: " + e.getMessage());
        }
        if (network.real().isEmpty()) {
            requireArithmetic(where, network.graph());
        }
        return network;
    }

    static void requireFormat(String where, int format) {
        if (format != Pexnet.FORMAT) {
            throw damaged(where, "its format has the version " + format + "; this is for " + Pexnet.FORMAT);
        }
    }

    static DiagnosticException damaged(String where, String what) {
        return new DiagnosticException(Diagnostic.error(
                Code.NETWORK_MESSAGE, where, what, "write it again with the pex-dsl of this plugin's version"));
    }

    private static Pexnet network(NetworkMessage message) {
        Require.that(NAME.matcher(message.getName()).matches(), "its name is '" + message.getName() + "'");
        List<Tensor> tensors = new ArrayList<>();
        Map<Integer, Quantization> stated = new TreeMap<>();
        for (TensorMessage tensor : message.getTensorsList()) {
            int id = tensors.size();
            tensors.add(tensor(id, tensor));
            if (tensor.hasStated()) {
                stated.put(id, quantization(tensor.getStated()));
            }
        }
        List<Operator> operators = new ArrayList<>();
        Map<Integer, FloatWeights> weights = new TreeMap<>();
        for (OperatorMessage operator : message.getOperatorsList()) {
            Operator read = new OperatorMessageReader(operator, tensors, message.getReal()).read();
            if (message.getReal() && read instanceof Weighted) {
                weights.put(operators.size(), weights(operator));
            }
            operators.add(read);
        }
        Graph graph = new Graph(
                message.getName(), tensors, operators, ids(message.getInputsList(), tensors), message.getOutputsList());
        Require.that(!graph.outputs().isEmpty(), "it has no outputs");
        if (message.getReal()) {
            TypeRules.checkFloats(graph);
            requireFinite(graph);
        } else {
            TypeRules.checkIntegers(graph);
        }
        Pexnet.Notes notes = notes(message.getNotes());
        return message.getReal() ? Pexnet.of(new FloatNetwork(graph, weights), stated, notes) : Pexnet.of(graph, notes);
    }

    private static void requireFinite(Graph graph) {
        for (Tensor tensor : graph.tensors()) {
            tensor.constant().ifPresent(elements -> requireFinite("constant '" + tensor.name() + "'", elements));
        }
        for (Operator operator : graph.operators()) {
            if (operator instanceof Pad pad) {
                pad.value()
                        .ifPresent(value ->
                                requireFinite("border of '" + operator.origin().name() + "'", value));
            }
        }
    }

    private static void requireFinite(String what, Bytes floats) {
        FloatBuffer values =
                ByteBuffer.wrap(floats.toArray()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int i = 0; i < values.limit(); i++) {
            Require.that(Float.isFinite(values.get(i)), "element " + i + " of the " + what + " is " + values.get(i));
        }
    }

    private static List<Integer> ids(List<Integer> ids, List<Tensor> tensors) {
        for (int id : ids) {
            Require.that(id >= 0 && id < tensors.size(), "tensor " + Integer.toUnsignedString(id) + " does not exist");
        }
        return ids;
    }

    private static Tensor tensor(int id, TensorMessage message) {
        Extent extent = new Extent(message.getRows(), message.getColumns(), message.getChannels());
        for (int dimension : message.getShapeList()) {
            Require.that(dimension > 0, "tensor '" + message.getName() + "' has the shape " + message.getShapeList());
        }
        Require.that(
                Extent.ofShape(message.getShapeList()).elements() == extent.elements(),
                "tensor '" + message.getName() + "' has the shape " + message.getShapeList() + " and the extent "
                        + extent);
        return new Tensor(
                id,
                message.getName(),
                message.getShapeList(),
                extent,
                Require.constant(
                        ElementType.class, "the type of tensor '" + message.getName() + "'", message.getType()),
                message.hasQuantization() ? Optional.of(quantization(message.getQuantization())) : Optional.empty(),
                message.hasConstant()
                        ? Optional.of(Bytes.copyOf(message.getConstant().toByteArray()))
                        : Optional.empty());
    }

    private static Quantization quantization(QuantizationMessage message) {
        int zeroPoint = message.getZeroPoint();
        Require.that(zeroPoint >= -128 && zeroPoint <= 255, "a zero point is " + zeroPoint);
        return new Quantization(message.getScale(), zeroPoint);
    }

    private static FloatWeights weights(OperatorMessage message) {
        return new FloatWeights(
                floats(message.getName(), message.getRealWeightsList()),
                floats(message.getName(), message.getRealBiasList()));
    }

    private static Floats floats(String name, List<Float> list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
            Require.that(Float.isFinite(values[i]), "a weight of '" + name + "' is " + values[i]);
        }
        return Floats.copyOf(values);
    }

    private static Pexnet.Notes notes(NotesMessage message) {
        Require.that(message.getArenaBudget() >= 0, "its arena budget is too large");
        return new Pexnet.Notes(
                message.getWeights(),
                message.getRandomWeights(),
                message.getTarget(),
                message.getArenaBudget(),
                message.getLabelsList(),
                message.getCalibration());
    }

    private static void requireArithmetic(String where, Graph graph) {
        List<Diagnostic> violations = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            operator.violation(graph)
                    .ifPresent(violation -> violations.add(Diagnostic.error(
                            violation.overflow() ? Code.ACCUMULATOR_OVERFLOW : Code.UNSUPPORTED_FORM,
                            where + ", operator " + operator.origin(),
                            violation.what(),
                            "supported: " + violation.supported())));
        }
        if (!violations.isEmpty()) {
            throw new DiagnosticException(violations);
        }
    }
}
