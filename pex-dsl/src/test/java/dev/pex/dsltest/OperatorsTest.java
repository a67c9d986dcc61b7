package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Weights;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Mean;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Pad;
import dev.pex.operator.Quantize;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.Softmax;
import dev.pex.operator.Transpose;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Permutation;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorsTest {
    private static final Quantized IN = Quantized.int8(0.5f, 3);
    private static final Quantized OUT = Quantized.int8(0.25f, -7);

    private final Network net = Network.named("n");
    private final Node x = net.input("x", Shape.of(1, 5, 7, 2), IN);

    @Test
    void conv2d() {
        Weights weights = Weights.of(bytes(3 * 2 * 3 * 2), 0.1f, 0.2f, 0.3f);
        Node y = x.conv2d(
                "y",
                Conv2d.filters(3)
                        .kernel(2, 3)
                        .stride(2, 1)
                        .dilation(1, 2)
                        .same()
                        .weights(weights)
                        .bias(1, 2, 3)
                        .activation(Activation.RELU6),
                OUT);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 3, 7, 3));
        assertThat(operator(y))
                .isEqualTo(new dev.pex.operator.Conv2d(
                        new Origin(0, "conv2d", "y"),
                        0,
                        1,
                        Window.same(5, 2, 2, 1),
                        Window.same(7, 3, 1, 2),
                        new Filter(Bytes.copyOf(bytes(36)), Floats.copyOf(0.1f, 0.2f, 0.3f), 0),
                        Ints.copyOf(1, 2, 3),
                        Activation.RELU6));
    }

    @Test
    void convolutionDefaults() {
        Node y = x.conv2d("y", Conv2d.filters(4).weights(Weights.of(bytes(8), 1f)), OUT);
        assertThat(operator(y))
                .isEqualTo(new dev.pex.operator.Conv2d(
                        new Origin(0, "conv2d", "y"),
                        0,
                        1,
                        Window.valid(5, 1, 1, 1),
                        Window.valid(7, 1, 1, 1),
                        new Filter(Bytes.copyOf(bytes(8)), Floats.copyOf(1f), 0),
                        Ints.copyOf(0, 0, 0, 0),
                        Activation.NONE));
    }

    @Test
    void depthwiseConv2d() {
        Node y = x.depthwiseConv2d(
                "y",
                DepthwiseConv2d.kernel(3, 3)
                        .multiplier(2)
                        .stride(1, 2)
                        .dilation(2, 1)
                        .weights(Weights.of(bytes(36), 1f))
                        .bias(4, 5, 6, 7)
                        .activation(Activation.RELU),
                OUT);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 1, 3, 4));
        assertThat(operator(y))
                .isEqualTo(new dev.pex.operator.DepthwiseConv2d(
                        new Origin(0, "depthwiseConv2d", "y"),
                        0,
                        1,
                        Window.valid(5, 3, 1, 2),
                        Window.valid(7, 3, 2, 1),
                        2,
                        new Filter(Bytes.copyOf(bytes(36)), Floats.copyOf(1f), 0),
                        Ints.copyOf(4, 5, 6, 7),
                        Activation.RELU));
        Node same = x.depthwiseConv2d("z", DepthwiseConv2d.kernel(3, 3).same().weights(Weights.of(bytes(18), 1f)), OUT);
        assertThat(same.shape()).isEqualTo(x.shape());
    }

    @Test
    void fullyConnected() {
        Node rows = x.reshape("rows", Shape.of(7, 10));
        Node y = rows.fullyConnected(
                "y",
                FullyConnected.units(3)
                        .weights(Weights.of(bytes(30), 0.1f).zeroPoint(5))
                        .bias(1, 2, 3)
                        .activation(Activation.RELU_N1_TO_1),
                OUT);
        assertThat(y.shape()).isEqualTo(Shape.of(7, 3));
        assertThat(operator(y))
                .isEqualTo(new dev.pex.operator.FullyConnected(
                        new Origin(1, "fullyConnected", "y"),
                        1,
                        2,
                        new Filter(Bytes.copyOf(bytes(30)), Floats.copyOf(0.1f), 5),
                        Ints.copyOf(1, 2, 3),
                        Activation.RELU_N1_TO_1));
    }

    @Test
    void averagePool2d() {
        Node y = x.averagePool2d("y", AveragePool2d.kernel(2, 3).stride(2, 2).activation(Activation.RELU));
        assertThat(y.shape()).isEqualTo(Shape.of(1, 2, 3, 2));
        assertThat(y.quantized()).contains(IN);
        assertThat(operator(y))
                .isEqualTo(new dev.pex.operator.AveragePool2d(
                        new Origin(0, "averagePool2d", "y"),
                        0,
                        1,
                        Window.valid(5, 2, 2, 1),
                        Window.valid(7, 3, 2, 1),
                        Activation.RELU));
        assertThat(x.averagePool2d("z", AveragePool2d.kernel(9, 9).same()).shape())
                .isEqualTo(x.shape());
    }

    @Test
    void addBroadcastsEitherSide() {
        Node row = net.input("row", Shape.of(7, 1), IN);
        Node image = net.input("image", Shape.of(1, 1, 7, 2), IN);
        Node y = x.add("y", image, Activation.RELU, OUT);
        assertThat(y.shape()).isEqualTo(x.shape());
        assertThat(operator(y)).isEqualTo(new Add(new Origin(0, "add", "y"), 0, 2, 3, Activation.RELU));
        assertThat(image.add("z", x, OUT).shape()).isEqualTo(x.shape());
        assertThat(row.add("outer", image, OUT).shape()).isEqualTo(Shape.of(1, 7, 7, 2));
        assertThat(x.add("twice", x, OUT).shape()).isEqualTo(x.shape());
    }

    @Test
    void addTakesConstants() {
        Node constant = net.constant("c", Shape.of(2), IN, (byte) 1, (byte) -1);
        Node y = x.add("y", constant, OUT);
        Node z = constant.add("z", x, OUT);
        assertThat(y.shape()).isEqualTo(x.shape());
        assertThat(z.shape()).isEqualTo(x.shape());
        Graph graph = net.output(y).output(z).build();
        assertThat(graph.tensor(1).constant()).contains(Bytes.copyOf(new byte[] {1, -1}));
        assertThat(graph.inputs()).containsExactly(0);
        assertThat(graph.outputs()).containsExactly(2, 3);
    }

    @Test
    void mean() {
        Node y = x.mean("y", OUT, Axis.ROWS, Axis.COLUMNS);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 1, 1, 2));
        assertThat(operator(y)).isEqualTo(new Mean(new Origin(0, "mean", "y"), 0, 1, List.of(Axis.ROWS, Axis.COLUMNS)));
    }

    @Test
    void padKeepsTypeAndQuantisation() {
        Quantized unsigned = Quantized.uint8(1f, 200);
        Node y = net.input("u", Shape.of(1, 2, 3, 4), unsigned).pad("y", new Border(1, 0, 2), new Border(0, 1, 0));
        assertThat(y.shape()).isEqualTo(Shape.of(1, 3, 4, 6));
        assertThat(y.quantized()).contains(unsigned);
        assertThat(operator(y))
                .isEqualTo(new Pad(new Origin(0, "pad", "y"), 1, 2, new Border(1, 0, 2), new Border(0, 1, 0)));
    }

    @Test
    void reshape() {
        Node y = x.reshape("y", Shape.of(10, 7));
        assertThat(y.shape()).isEqualTo(Shape.of(10, 7));
        assertThat(operator(y)).isEqualTo(new Reshape(new Origin(0, "reshape", "y"), 0, 1));
        Node real = net.floatInput("f", Shape.of(4)).reshape("g", Shape.of(2, 2));
        assertThat(real.quantized()).isEmpty();
    }

    @Test
    void softmax() {
        Node y = x.softmax("y");
        assertThat(y.shape()).isEqualTo(x.shape());
        assertThat(y.quantized()).contains(Quantized.int8(1f / 256, -128));
        assertThat(operator(y)).isEqualTo(new Softmax(new Origin(0, "softmax", "y"), 0, 1, 1f));
        assertThat(operator(x.softmax("z", 2f))).isEqualTo(new Softmax(new Origin(1, "softmax", "z"), 0, 2, 2f));
    }

    @Test
    void transpose() {
        Node y = x.transpose("y", Axis.CHANNELS, Axis.ROWS, Axis.COLUMNS);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 2, 5, 7));
        assertThat(y.quantized()).contains(IN);
        assertThat(operator(y))
                .isEqualTo(new Transpose(
                        new Origin(0, "transpose", "y"),
                        0,
                        1,
                        new Permutation(Axis.CHANNELS, Axis.ROWS, Axis.COLUMNS)));
    }

    @Test
    void edgesToOtherTypes() {
        Quantized unsigned = Quantized.uint8(0.1f, 128);
        Node f = net.floatInput("f", Shape.of(1, 4));
        assertThat(f.quantized()).isEmpty();
        Node q = f.quantize("q", unsigned);
        Node r = q.requantize("r", OUT);
        Node d = r.dequantize("d");
        Graph graph = net.output(d).build();
        assertThat(graph.operators())
                .containsExactly(
                        new Quantize(new Origin(0, "quantize", "q"), 1, 2),
                        new Requantize(new Origin(1, "requantize", "r"), 2, 3),
                        new Dequantize(new Origin(2, "dequantize", "d"), 3, 4));
        assertThat(graph.tensors().stream().map(Tensor::type))
                .containsExactly(
                        ElementType.INT8,
                        ElementType.FLOAT32,
                        ElementType.UINT8,
                        ElementType.INT8,
                        ElementType.FLOAT32);
        assertThat(graph.tensor(2).quantization()).isEqualTo(Optional.of(new Quantization(0.1f, 128)));
    }

    @Test
    void floatsMayBePaddedAndTransposed() {
        Node f = net.floatInput("f", Shape.of(1, 2, 3, 4));
        Node y = f.pad("p", new Border(1, 0, 0), new Border(0, 0, 0))
                .transpose("y", Axis.CHANNELS, Axis.COLUMNS, Axis.ROWS);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 4, 3, 3));
        assertThat(y.quantized()).isEmpty();
    }

    private Operator operator(Node node) {
        Graph graph = net.output(node).build();
        return graph.operators().stream()
                .filter(o -> graph.outputOf(o).name().equals(node.name()))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(int size) {
        byte[] values = new byte[size];
        for (int i = 0; i < size; i++) {
            values[i] = (byte) (i * 37 - 100);
        }
        return values;
    }
}
