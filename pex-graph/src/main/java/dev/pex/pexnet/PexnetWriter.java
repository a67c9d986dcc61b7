package dev.pex.pexnet;

import com.google.protobuf.ByteString;
import dev.pex.floats.FloatWeights;
import dev.pex.operator.Add;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Gather;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Movement;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Pooling;
import dev.pex.operator.Reduction;
import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.operator.Softmax;
import dev.pex.operator.Subtract;
import dev.pex.operator.Transpose;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Weighted;
import dev.pex.operator.Window;
import dev.pex.proto.NetworkMessage;
import dev.pex.proto.NotesMessage;
import dev.pex.proto.OperatorMessage;
import dev.pex.proto.QuantizationMessage;
import dev.pex.proto.TensorMessage;
import dev.pex.proto.WindowMessage;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Permutation;
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
                .setKind(operator.getClass().getSimpleName())
                .setIndex(operator.origin().index())
                .setOriginKind(operator.origin().kind())
                .setName(operator.origin().name())
                .addAllInputs(operator.inputs())
                .setOutput(operator.output());
        if (operator instanceof Weighted layer) {
            addWeighted(message, layer);
        } else if (operator instanceof Pooling pool) {
            addWindows(message, pool.rows(), pool.columns());
            message.setActivation(pool.activation().name());
        } else if (operator instanceof Add add) {
            message.setActivation(add.activation().name());
        } else if (operator instanceof Subtract subtract) {
            message.setActivation(subtract.activation().name());
        } else if (operator instanceof Multiply multiply) {
            message.setActivation(multiply.activation().name());
        } else if (operator instanceof Reduction reduction) {
            reduction.axes().forEach(axis -> message.addAxes(axis.name()));
        } else if (operator instanceof Movement movement) {
            addMovement(message, movement);
        } else {
            addOther(message, operator);
        }
        return message;
    }

    private static void addWeighted(OperatorMessage.Builder message, Weighted layer) {
        if (layer instanceof Conv2d conv) {
            addWindows(message, conv.rows(), conv.columns());
        } else if (layer instanceof DepthwiseConv2d conv) {
            addWindows(message, conv.rows(), conv.columns());
            message.setMultiplier(conv.multiplier());
        } else if (layer instanceof TransposeConv2d conv) {
            message.setRows(window(conv.rows())).setColumns(window(conv.columns()));
        }
        if (layer.filter().type() != ElementType.INT8) {
            throw new IllegalArgumentException(
                    "the format has no weights of " + layer.filter().type());
        }
        message.setActivation(layer.activation().name())
                .setWeights(string(layer.filter().weights()))
                .setWeightZeroPoint(layer.filter().zeroPoint());
        addAll(layer.filter().scales(), message::addWeightScales);
        addAll(layer.bias(), message::addBias);
    }

    private static void addMovement(OperatorMessage.Builder message, Movement movement) {
        if (movement instanceof Concatenation concatenation) {
            message.addAxes(concatenation.axis().name());
        } else if (movement instanceof Slice slice) {
            addPerAxis(message, slice.begin(), slice.stride());
        } else if (movement instanceof ResizeNearest resize) {
            addResampling(message, resize.resampling());
        } else if (movement instanceof ResizeBilinear resize) {
            addResampling(message, resize.resampling());
        }
    }

    private static void addOther(OperatorMessage.Builder message, Operator operator) {
        if (operator instanceof Pad pad) {
            addPerAxis(message, perAxis(pad.before()), perAxis(pad.after()));
            pad.value().map(PexnetWriter::string).ifPresent(message::setValue);
        } else if (operator instanceof Softmax softmax) {
            message.setNumber(softmax.beta());
        } else if (operator instanceof LeakyRelu relu) {
            message.setNumber(relu.alpha());
        } else if (operator instanceof Transpose transpose) {
            Permutation permutation = transpose.permutation();
            for (Axis axis : List.of(permutation.rows(), permutation.columns(), permutation.channels())) {
                message.addAxes(axis.name());
            }
        } else if (operator instanceof ArgMax argMax) {
            message.addAxes(argMax.axis().name());
        } else if (operator instanceof Gather gather) {
            message.addAxes(gather.axis().name());
            addAll(gather.indices(), message::addIndices);
        }
    }

    private static void addPerAxis(OperatorMessage.Builder message, PerAxis first, PerAxis second) {
        for (Axis axis : Axis.values()) {
            message.addBefore(first.along(axis)).addAfter(second.along(axis));
        }
    }

    private static PerAxis perAxis(Border border) {
        return new PerAxis(border.rows(), border.columns(), border.channels());
    }

    private static void addResampling(OperatorMessage.Builder message, Resampling resampling) {
        message.setAlignCorners(resampling.alignCorners()).setHalfPixelCenters(resampling.halfPixelCenters());
    }

    private static void addWindows(OperatorMessage.Builder message, Window rows, Window columns) {
        message.setRows(window(rows)).setColumns(window(columns));
    }

    private static WindowMessage window(Window window) {
        return WindowMessage.newBuilder()
                .setInput(window.input())
                .setOutput(window.output())
                .setKernel(window.kernel())
                .setStride(window.stride())
                .setDilation(window.dilation())
                .setPadBefore(window.padBefore())
                .build();
    }

    private static WindowMessage window(TransposedWindow window) {
        return WindowMessage.newBuilder()
                .setInput(window.input())
                .setOutput(window.output())
                .setKernel(window.kernel())
                .setStride(window.stride())
                .setDilation(1)
                .setPadBefore(window.padBefore())
                .build();
    }

    private interface FloatSink {
        Object add(float value);
    }

    private interface IntSink {
        Object add(int value);
    }

    private static void addAll(Floats values, FloatSink sink) {
        for (int i = 0; i < values.size(); i++) {
            sink.add(values.get(i));
        }
    }

    private static void addAll(Ints values, IntSink sink) {
        for (int i = 0; i < values.size(); i++) {
            sink.add(values.get(i));
        }
    }
}
