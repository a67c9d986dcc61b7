package dev.pex.processortest;

import dev.pex.array.NumberArray;
import dev.pex.array.NumberType;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.graph.Graph;
import dev.pex.operator.Add;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Mean;
import dev.pex.operator.Operator;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Quantization;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a quantised network has learnt, as arrays with the names that a description of the same network asks for. */
final class LearntByFile {
    private final NavigableMap<String, NumberArray> arrays = new TreeMap<>();

    private LearntByFile() {}

    /**
     * Weights, biases and quantisation in the layout of a {@code .tflite} file.
     *
     * @param described gives the names; its operators are those of the file, one by one
     */
    static NavigableMap<String, NumberArray> of(Graph described, Graph file) {
        LearntByFile learnt = new LearntByFile();
        learnt.addQuantization(
                described.tensor(described.inputs().get(0)).name(),
                file.tensor(file.inputs().get(0)).quantization().orElseThrow());
        for (int i = 0; i < file.operators().size(); i++) {
            Operator operator = file.operators().get(i);
            String name = described.operators().get(i).origin().name();
            if (operator instanceof Weighted layer) {
                learnt.addWeights(name, layer, file);
            }
            if (operator instanceof Weighted || operator instanceof Add || operator instanceof Mean) {
                learnt.addQuantization(
                        name, file.outputOf(operator).quantization().orElseThrow());
            }
        }
        return learnt.arrays;
    }

    private void addWeights(String name, Weighted layer, Graph file) {
        int channels = layer.bias().size();
        Bytes weights = layer.filter().weights();
        add(name + ".weight", new NumberArray(shape(layer, file), NumberType.INT8, weights));
        float[] scales = layer.filter().scales().toArray();
        add(name + ".weight_scale", array(List.of(scales.length), scales));
        add(name + ".weight_zero_point", array(List.of(), layer.filter().zeroPoint()));
        add(name + ".bias", array(List.of(channels), layer.bias().toArray()));
    }

    private void addQuantization(String name, Quantization quantization) {
        add(name + ".scale", array(List.of(), quantization.scale()));
        add(name + ".zero_point", array(List.of(), quantization.zeroPoint()));
    }

    private void add(String name, NumberArray array) {
        arrays.put(WeightFile.spelling(name), array);
    }

    private static List<Integer> shape(Weighted layer, Graph file) {
        int in = file.tensor(layer.input()).extent().channels();
        int out = layer.bias().size();
        if (layer instanceof Conv2d conv) {
            return List.of(out, conv.rows().kernel(), conv.columns().kernel(), in);
        }
        if (layer instanceof DepthwiseConv2d conv) {
            return List.of(1, conv.rows().kernel(), conv.columns().kernel(), out);
        }
        return List.of(out, in);
    }

    private static NumberArray array(List<Integer> shape, float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return new NumberArray(shape, NumberType.FLOAT32, Bytes.copyOf(buffer.array()));
    }

    private static NumberArray array(List<Integer> shape, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        return new NumberArray(shape, NumberType.INT32, Bytes.copyOf(buffer.array()));
    }
}
