package dev.pex.pexnet;

import com.google.protobuf.ByteString;
import dev.pex.operator.Activation;
import dev.pex.operator.AttributeWriter;
import dev.pex.operator.Resampling;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Window;
import dev.pex.proto.OperatorMessage;
import dev.pex.proto.WindowMessage;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.tensor.PerAxis;
import java.util.List;

/** Writes the attributes of an operator into its message. */
final class MessageAttributes implements AttributeWriter {
    private final OperatorMessage.Builder message;

    MessageAttributes(OperatorMessage.Builder message) {
        this.message = message;
    }

    @Override
    public void windows(Window rows, Window columns) {
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

    @Override
    public void transposedWindows(TransposedWindow rows, TransposedWindow columns) {
        message.setRows(window(rows)).setColumns(window(columns));
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

    @Override
    public void multiplier(int multiplier) {
        message.setMultiplier(multiplier);
    }

    @Override
    public void filter(Filter filter) {
        if (filter.type() != ElementType.INT8) {
            throw new IllegalArgumentException("the format has no weights of " + filter.type());
        }
        message.setWeights(string(filter.weights())).setWeightZeroPoint(filter.zeroPoint());
        for (int i = 0; i < filter.scales().size(); i++) {
            message.addWeightScales(filter.scales().get(i));
        }
    }

    @Override
    public void bias(Ints bias) {
        for (int i = 0; i < bias.size(); i++) {
            message.addBias(bias.get(i));
        }
    }

    @Override
    public void activation(Activation activation) {
        message.setActivation(activation.name());
    }

    @Override
    public void axes(List<Axis> axes) {
        axes.forEach(axis -> message.addAxes(axis.name()));
    }

    @Override
    public void perAxis(PerAxis first, PerAxis second) {
        for (Axis axis : Axis.values()) {
            message.addBefore(first.along(axis)).addAfter(second.along(axis));
        }
    }

    @Override
    public void value(Bytes value) {
        message.setValue(string(value));
    }

    @Override
    public void number(float number) {
        message.setNumber(number);
    }

    @Override
    public void indices(Ints indices) {
        for (int i = 0; i < indices.size(); i++) {
            message.addIndices(indices.get(i));
        }
    }

    @Override
    public void resampling(Resampling resampling) {
        message.setAlignCorners(resampling.alignCorners()).setHalfPixelCenters(resampling.halfPixelCenters());
    }

    private static ByteString string(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }
}
