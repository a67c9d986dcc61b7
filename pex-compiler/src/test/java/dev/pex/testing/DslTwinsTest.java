package dev.pex.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Diagnostics;
import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import dev.pex.dsl.weights.NumberType;
import dev.pex.dsl.weights.WeightArray;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.dsl.weights.WeightLayout;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Activation;
import dev.pex.graph.Bytes;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Quantization;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.proto.NetworkMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Networks of the zoo, described in Java, are with the weights and scales of their files the networks of the files. */
class DslTwinsTest {
    private static final Conv2d SQUARE = Conv2d.filters(8).kernel(3, 3).same();

    private static Network dsCnn() {
        Network net = Network.named("ds_cnn");
        Node x = net.input("mfcc", Shape.of(1, 49, 10, 1));
        x = x.conv2d(
                "stem", Conv2d.filters(32).kernel(10, 4).stride(2, 2).same().activation(Activation.RELU));
        for (int i = 0; i < 4; i++) {
            x = x.depthwiseConv2d("dw" + i, DepthwiseConv2d.kernel(3, 3).same().activation(Activation.RELU));
            x = x.conv2d("pw" + i, Conv2d.filters(32).activation(Activation.RELU));
        }
        x = x.averagePool2d("pool", AveragePool2d.kernel(25, 5).stride(25, 5));
        return net.output(x.fullyConnected("logits", FullyConnected.units(12)).softmax("scores"));
    }

    private static Network autoencoder() {
        Network net = Network.named("autoencoder");
        Node x = net.input("spectrum", Shape.of(1, 192));
        int layer = 0;
        for (int units : new int[] {64, 64, 8, 64, 64}) {
            x = x.fullyConnected("fc" + layer++, FullyConnected.units(units).activation(Activation.RELU));
        }
        return net.output(x.fullyConnected("out", FullyConnected.units(192)));
    }

    private static Network resNet8() {
        Network net = Network.named("resnet8");
        Node x = net.input("image", Shape.of(1, 32, 32, 3));
        x = x.conv2d("stem", SQUARE.activation(Activation.RELU));
        x = residual(x, "a", 8, 1);
        x = residual(x, "b", 16, 2);
        x = residual(x, "c", 32, 2);
        x = x.averagePool2d("pool", AveragePool2d.kernel(8, 8).stride(8, 8));
        return net.output(x.fullyConnected("logits", FullyConnected.units(10)).softmax("scores"));
    }

    private static Node residual(Node x, String name, int filters, int stride) {
        Conv2d square = Conv2d.filters(filters).kernel(3, 3).same();
        Node y = x.conv2d(name + "/1", square.stride(stride, stride).activation(Activation.RELU));
        y = y.conv2d(name + "/2", square);
        Node shortcut = stride == 1
                ? x
                : x.conv2d(
                        name + "/0",
                        Conv2d.filters(filters).stride(stride, stride).same());
        return shortcut.add(name + "/sum", y, Activation.RELU);
    }

    @Test
    void dsCnnIsItsFile() throws IOException {
        isItsFile(dsCnn());
    }

    @Test
    void autoencoderIsItsFile() throws IOException {
        isItsFile(autoencoder());
    }

    @Test
    void resNet8IsItsFile() throws IOException {
        isItsFile(resNet8());
    }

    private static void isItsFile(Network net) throws IOException {
        Graph described = net.architecture();
        byte[] content = Files.readAllBytes(Goldens.inRepository("zoo").resolve(described.name() + ".tflite"));
        Graph file = TfliteFrontEnd.read(described.name(), content, new Diagnostics());
        assertThat(described.operators()).hasSameSizeAs(file.operators());
        Graph twin = net.weights(new WeightFile("file", WeightLayout.TFLITE, weights(described, file)))
                .quantized();
        assertThat(anonymous(twin)).isEqualTo(anonymous(file));
    }

    /** What the file knows, under the names of the description. */
    private static NavigableMap<String, WeightArray> weights(Graph described, Graph file) {
        NavigableMap<String, WeightArray> arrays = new TreeMap<>();
        String input = described.tensor(described.inputs().get(0)).name();
        value(arrays, input, file.tensor(file.inputs().get(0)).quantization().orElseThrow());
        for (int i = 0; i < file.operators().size(); i++) {
            Operator operator = file.operators().get(i);
            String name = described.operators().get(i).origin().name();
            if (operator instanceof Operator.Weighted layer) {
                arrays.put(
                        WeightFile.spelling(name + ".weight"),
                        new WeightArray(
                                shape(layer, file),
                                NumberType.INT8,
                                layer.filter().weights()));
                arrays.put(
                        WeightFile.spelling(name + ".weight_scale"),
                        floats(layer.filter().scales().toArray()));
                arrays.put(
                        WeightFile.spelling(name + ".weight_zero_point"),
                        ints(layer.filter().zeroPoint()));
                arrays.put(
                        WeightFile.spelling(name + ".bias"), ints(layer.bias().toArray()));
            }
            if (operator instanceof Operator.Weighted || operator instanceof Operator.Add) {
                value(arrays, name, file.outputOf(operator).quantization().orElseThrow());
            }
        }
        return arrays;
    }

    /** The shape of weights in the layout of a {@code .tflite} file. */
    private static List<Integer> shape(Operator.Weighted layer, Graph file) {
        int in = file.tensor(layer.input()).extent().channels();
        int out = layer.bias().size();
        if (layer instanceof Operator.Conv2d conv) {
            return List.of(out, conv.rows().kernel(), conv.columns().kernel(), in);
        }
        if (layer instanceof Operator.DepthwiseConv2d conv) {
            return List.of(1, conv.rows().kernel(), conv.columns().kernel(), out);
        }
        return List.of(out, in);
    }

    private static void value(NavigableMap<String, WeightArray> arrays, String name, Quantization quantization) {
        WeightArray scale = floats(quantization.scale());
        WeightArray zeroPoint = ints(quantization.zeroPoint());
        arrays.put(
                WeightFile.spelling(name + ".scale"), new WeightArray(List.of(), NumberType.FLOAT32, scale.values()));
        arrays.put(
                WeightFile.spelling(name + ".zero_point"),
                new WeightArray(List.of(), NumberType.INT32, zeroPoint.values()));
    }

    private static WeightArray floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return new WeightArray(List.of(values.length), NumberType.FLOAT32, Bytes.copyOf(buffer.array()));
    }

    private static WeightArray ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return new WeightArray(List.of(values.length), NumberType.INT32, Bytes.copyOf(buffer.array()));
    }

    /** A graph without names, and without ranks: a file drops dimensions of 1 at fully connected layers. */
    private static NetworkMessage anonymous(Graph graph) throws IOException {
        Pexnet.Notes notes = new Pexnet.Notes("", false, "", 0, List.of(), "");
        NetworkMessage.Builder message =
                NetworkMessage.parseFrom(PexnetWriter.bytes(Pexnet.of(graph, notes))).toBuilder();
        message.getTensorsBuilderList().forEach(tensor -> tensor.clearName().clearShape());
        message.getOperatorsBuilderList()
                .forEach(operator -> operator.clearName().clearOriginKind().clearIndex());
        return message.build();
    }
}
