package dev.pex.frontend.tflite;

import static dev.pex.diagnostic.Code.INVALID_NETWORK;
import static dev.pex.frontend.tflite.Reading.assertRefused;
import static dev.pex.frontend.tflite.file.BuiltinOperator.CAST;
import static dev.pex.frontend.tflite.file.BuiltinOperator.DEQUANTIZE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.FULLY_CONNECTED;
import static dev.pex.frontend.tflite.file.BuiltinOperator.QUANTIZE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RELU;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RESHAPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.Cast;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Dequantize;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Quantize;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.Softmax;
import dev.pex.operator.Window;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import org.junit.jupiter.api.Test;

class SupportedFormTest {
    @Test
    void operatorsOfTheSmallModel() {
        Graph graph = Reading.read(MalformedFileTest.smallModel());
        assertThat(graph.operators())
                .extracting(o -> (Object) o.getClass())
                .containsExactly(
                        Conv2d.class,
                        DepthwiseConv2d.class,
                        Add.class,
                        AveragePool2d.class,
                        Reshape.class,
                        FullyConnected.class,
                        Softmax.class);
        Conv2d conv = (Conv2d) graph.operators().get(0);
        assertThat(conv.origin()).isEqualTo(new Origin(0, "CONV_2D", "conv"));
        assertThat(conv.rows()).isEqualTo(Window.same(4, 3, 1, 1));
        assertThat(conv.bias()).isEqualTo(Ints.copyOf(1, -2, 3));
        assertThat(conv.filter().scales().toArray()).containsExactly(0.1f, 0.2f, 0.3f);
        assertThat(conv.activation()).isEqualTo(Activation.RELU);
        DepthwiseConv2d depthwise = (DepthwiseConv2d) graph.operators().get(1);
        assertThat(depthwise.multiplier()).isEqualTo(1);
        assertThat(depthwise.bias()).isEqualTo(Ints.copyOf(0, 0, 0));
        Add add = (Add) graph.operators().get(2);
        assertThat(graph.tensor(add.right()).extent()).isEqualTo(new Extent(1, 1, 3));
        assertThat(graph.tensor(add.right()).constant().orElseThrow().toArray()).containsExactly(7, 7, 7);
        FullyConnected dense = (FullyConnected) graph.operators().get(5);
        assertThat(dense.activation()).isEqualTo(Activation.RELU6);
        assertThat(graph.inputs()).containsExactly(0);
        assertThat(graph.tensor(graph.outputs().get(0)).name()).isEqualTo("out");
    }

    @Test
    void oldFilesHaveNarrowOperatorCodesOnly() {
        assertThat(Reading.read(MalformedFileTest.smallModel().oldCodes()))
                .isEqualTo(Reading.read(MalformedFileTest.smallModel()));
    }

    @Test
    void fullyConnectedSeesItsInputFlat() {
        ModelWriter m = new ModelWriter();
        int in = m.activation("in", 1, 2, 3, 4);
        int out = m.activation("out", 1, 2, 5);
        int filter = m.weights("w", 1, 5, 12);
        m.change(filter, t -> t.zeroPoints = new long[] {3});
        m.operator(FULLY_CONNECTED, new int[] {in, filter}, new int[] {out}, ModelWriter.flag(2, 1));
        Graph graph = Reading.read(m.network(new int[] {in}, out));
        Origin origin = new Origin(0, "FULLY_CONNECTED", "out");
        assertThat(graph.operators()).extracting(Operator::origin).containsExactly(origin, origin);
        assertThat(graph.outputOf(graph.operators().get(0)).extent()).isEqualTo(new Extent(2, 1, 12));
        FullyConnected dense = (FullyConnected) graph.operators().get(1);
        assertThat(dense.filter().zeroPoint()).isEqualTo(3);
        assertThat(graph.outputOf(dense).extent()).isEqualTo(new Extent(2, 1, 5));
    }

    @Test
    void fullyConnectedDeliversAnyShape() {
        ModelWriter m = new ModelWriter();
        int in = m.activation("in", 6, 4);
        int out = m.activation("out", 1, 3, 2, 5);
        m.operator(FULLY_CONNECTED, new int[] {in, m.weights("w", 1, 5, 4)}, out);
        Graph graph = Reading.read(m.network(new int[] {in}, out));
        assertThat(graph.operators())
                .extracting(o -> (Object) o.getClass())
                .containsExactly(FullyConnected.class, Reshape.class);
    }

    @Test
    void quantisationAtTheEdges() {
        ModelWriter m = new ModelWriter();
        int in = m.tensor("in", ModelWriter.FLOAT32, 3);
        int bytes = m.quantized("bytes", ModelWriter.UINT8, 0.5f, 255, 3);
        int ints = m.quantized("ints", ModelWriter.INT8, 0.5f, 127, 3);
        int out = m.tensor("out", ModelWriter.FLOAT32, 3);
        // Floats sometimes carry parameters of quantisation, which mean nothing.
        m.change(in, t -> t.scales = new float[] {0});
        m.operator(QUANTIZE, new int[] {in}, bytes).operator(QUANTIZE, new int[] {bytes}, ints);
        m.operator(DEQUANTIZE, new int[] {ints}, out);
        Graph graph = Reading.read(m.network(new int[] {in}, out));
        assertThat(graph.operators())
                .extracting(o -> (Object) o.getClass())
                .containsExactly(Quantize.class, Requantize.class, Dequantize.class);
        assertThat(graph.tensor(in).quantization()).isEmpty();
    }

    @Test
    void plainNumbersAreMovedAndConverted() {
        ModelWriter m = new ModelWriter();
        int in = m.tensor("in", ModelWriter.UINT8, 2, 3);
        int flat = m.tensor("flat", ModelWriter.UINT8, 6);
        int out = m.tensor("out", ModelWriter.FLOAT32, 6);
        m.operator(RESHAPE, new int[] {in}, flat).operator(CAST, new int[] {flat}, out);
        Graph graph = Reading.read(m.network(new int[] {in}, out));
        assertThat(graph.operators()).extracting(o -> (Object) o.getClass()).containsExactly(Reshape.class, Cast.class);
        assertThat(graph.tensor(in).quantization()).isEmpty();
    }

    @Test
    void plainNumbersAreNotComputedWith() {
        ModelWriter m = new ModelWriter();
        int in = m.tensor("in", ModelWriter.INT8, 6);
        int flat = m.tensor("flat", ModelWriter.INT8, 1, 6);
        int out = m.activation("out", 1, 6);
        m.operator(RESHAPE, new int[] {in}, flat).operator(RELU, new int[] {flat}, out);
        m.operator(RELU, new int[] {flat}, m.activation("more", 1, 6));
        // One report of the tensor, though two operators compute with it.
        assertRefused(m.network(new int[] {in}, out), INVALID_NETWORK, "#1 RELU", "'flat'", "has no quantisation");
    }

    @Test
    void anOutputMayBeListedTwice() {
        Graph graph = Reading.read(MalformedFileTest.smallModel());
        int out = graph.outputs().get(0);
        ModelWriter twice = MalformedFileTest.smallModel();
        twice.outputs = new int[] {twice.outputs[0], twice.outputs[0]};
        assertThat(Reading.read(twice).outputs()).containsExactly(out, out);
    }

    @Test
    void unusedResultsStay() {
        ModelWriter m = MalformedFileTest.smallModel();
        m.operator(RESHAPE, new int[] {0}, m.activation("unused", 32));
        assertThat(Reading.read(m).operators()).hasSize(8);
    }

    @Test
    void namesAreMadePrintable() {
        ModelWriter m = MalformedFileTest.smallModel();
        m.change(0, t -> t.name = "a\u001b[31m\u202eb\nc").change(1, t -> t.name = "x".repeat(10000));
        Graph graph = Reading.read(m);
        assertThat(graph.tensor(0).name()).isEqualTo("a?[31m?b?c");
        assertThat(graph.tensor(1).name()).hasSize(515).endsWith("...");
    }
}
