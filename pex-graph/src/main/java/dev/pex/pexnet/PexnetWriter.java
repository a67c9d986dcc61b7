package dev.pex.pexnet;

import com.google.protobuf.ByteString;
import dev.pex.floats.FloatWeights;
import dev.pex.operator.Operator;
import dev.pex.proto.NetworkMessage;
import dev.pex.proto.NotesMessage;
import dev.pex.proto.OperatorMessage;
import dev.pex.proto.QuantizationMessage;
import dev.pex.proto.TensorMessage;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Writes {@code .pexnet} files. The same network gives the same bytes. */
public final class PexnetWriter {
    private PexnetWriter() {}

    public static byte[] bytes(Pexnet network) {
        NetworkMessage.Builder message = NetworkMessage.newBuilder()
                .setFormat(Pexnet.FORMAT)
                .setName(network.graph().name())
                .addAllInputs(network.graph().inputs())
                .addAllOutputs(network.graph().outputs())
                .setReal(network.real().isPresent())
                .setNotes(notes(network.notes()));
        for (Tensor tensor : network.graph().tensors()) {
            message.addTensors(
                    tensor(tensor, Optional.ofNullable(network.stated().get(tensor.id()))));
        }
        List<Operator> operators = network.graph().operators();
        for (int i = 0; i < operators.size(); i++) {
            OperatorMessage.Builder operator = operator(operators.get(i));
            int index = i;
            network.real()
                    .flatMap(real -> Optional.ofNullable(real.weights().get(index)))
                    .ifPresent(weights -> add(operator, weights));
            message.addOperators(operator);
        }
        return message.build().toByteArray();
    }

    private static NotesMessage notes(Pexnet.Notes notes) {
        return NotesMessage.newBuilder()
                .setWeights(notes.weights())
                .setRandomWeights(notes.randomWeights())
                .setTarget(notes.target())
                .setArenaBudget(notes.arenaBudget())
                .addAllLabels(notes.labels())
                .setCalibration(notes.calibration())
                .build();
    }

    private static TensorMessage tensor(Tensor tensor, Optional<Quantization> stated) {
        TensorMessage.Builder message = TensorMessage.newBuilder()
                .setName(tensor.name())
                .addAllShape(tensor.shape())
                .setRows(tensor.extent().rows())
                .setColumns(tensor.extent().columns())
                .setChannels(tensor.extent().channels())
                .setType(tensor.type().name());
        tensor.quantization().map(PexnetWriter::quantization).ifPresent(message::setQuantization);
        tensor.constant().map(PexnetWriter::string).ifPresent(message::setConstant);
        stated.map(PexnetWriter::quantization).ifPresent(message::setStated);
        return message.build();
    }

    private static QuantizationMessage quantization(Quantization quantization) {
        return QuantizationMessage.newBuilder()
                .setScale(quantization.scale())
                .setZeroPoint(quantization.zeroPoint())
                .build();
    }

    private static ByteString string(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    private static void add(OperatorMessage.Builder message, FloatWeights weights) {
        message.clearBias();
        addAll(weights.filter(), message::addRealWeights);
        addAll(weights.bias(), message::addRealBias);
    }

    private static OperatorMessage.Builder operator(Operator operator) {
        OperatorMessage.Builder message = OperatorMessage.newBuilder()
                .setKind(operator.kind().label())
                .setIndex(operator.origin().index())
                .setOriginKind(operator.origin().kind())
                .setName(operator.origin().name())
                .addAllInputs(operator.inputs())
                .setOutput(operator.output());
        operator.write(new MessageAttributes(message));
        return message;
    }

    private interface FloatSink {
        Object add(float value);
    }

    private static void addAll(Floats values, FloatSink sink) {
        for (int i = 0; i < values.size(); i++) {
            sink.add(values.get(i));
        }
    }
}
