package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DslException;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.TransposeConv2d;
import dev.pex.dsl.Weights;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.dsl.weights.WeightLayout;
import dev.pex.graph.Graph;
import dev.pex.operator.TransposedWindow;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Int8 networks whose code states the quantisation of values and whose weights are in a file. */
class StatedQuantizationTest {
    private static final Quantized Q = Quantized.int8(0.5f, 3);

    private static WeightFile file(ArrayFiles arrays, WeightLayout layout) {
        return WeightFile.parse("net.safetensors", arrays.safetensors(), layout);
    }

    private static ArrayFiles arrays() {
        return new ArrayFiles()
                .bytes("stem.weight", "[2,1,1,3]", 1, 2, 3, 4, 5, 6)
                .floats("stem.weight_scale", "[2]", 0.25f, 0.125f)
                .ints("stem.bias", "[2]", 7, -8)
                .bytes("shift", "[2]", 9, -10);
    }

    private static Network described(WeightFile file) {
        Network net = Network.named("n").weights(file);
        Node x = net.floatInput("image", Shape.of(1, 2, 2, 3)).quantize("quantize", Q);
        x = x.conv2d("stem", Conv2d.filters(2), Q);
        x = x.add("sum", net.parameter("shift", Shape.of(2), Quantized.int8(0.1f, 0)), Q);
        return net.output(x);
    }

    @Test
    void layersWithoutWeightsTakeThoseOfTheFile() {
        Network net = described(file(arrays(), WeightLayout.TFLITE));
        Network byHand = Network.named("n");
        Node x = byHand.floatInput("image", Shape.of(1, 2, 2, 3)).quantize("quantize", Q);
        Weights weights = Weights.of(new byte[] {1, 2, 3, 4, 5, 6}, 0.25f, 0.125f);
        x = x.conv2d("stem", Conv2d.filters(2).weights(weights).bias(7, -8), Q);
        x = x.add("sum", byHand.constant("shift", Shape.of(2), Quantized.int8(0.1f, 0), (byte) 9, (byte) -10), Q);
        byHand.output(x);

        assertThat(net.isReal()).isFalse();
        assertThat(net.build()).isEqualTo(byHand.build());
    }

    @Test
    void theLayoutOfTheFileIsObserved() {
        ArrayFiles keras = new ArrayFiles()
                .bytes("stem.weight", "[1,1,3,2]", 1, 4, 2, 5, 3, 6)
                .floats("stem.weight_scale", "[2]", 0.25f, 0.125f)
                .ints("stem.bias", "[2]", 7, -8)
                .bytes("shift", "[2]", 9, -10);
        assertThat(described(file(keras, WeightLayout.KERAS)).build())
                .isEqualTo(described(file(arrays(), WeightLayout.TFLITE)).build());
    }

    @Test
    void everyFaultOfTheFileIsADiagnostic() {
        ArrayFiles faulty = new ArrayFiles()
                .bytes("stem.weight", "[2,1,1,2]", 1, 2, 3, 4)
                .floats("stem.weight_scale", "[1]", -1f)
                .ints("other.bias", "[2]", 7, -8);
        assertThatThrownBy(() -> described(file(faulty, WeightLayout.TFLITE)).build())
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics())
                                .allSatisfy(fault -> assertThat(fault.code()).isEqualTo(Code.WEIGHTS_UNFIT))
                                .extracting(Diagnostic::what)
                                .containsExactly(
                                        "network 'n' needs stem.bias, shift, which it lacks",
                                        "network 'n' has no use for its other.bias",
                                        "it has the shape [2, 1, 1, 2]; [2, 1, 1, 3] is expected",
                                        "a scale is -1.0"));
    }

    @Test
    void weightsOfTheCodeNeedNoFile() {
        Network net = Network.named("n").randomWeights(1);
        Node x = net.input("row", Shape.of(1, 2), Q);
        assertThatThrownBy(() -> x.fullyConnected("y", FullyConnected.units(2), Q))
                .isInstanceOf(DslException.class)
                .hasMessageStartingWith("fullyConnected 'y': it has no weights");
        assertThatThrownBy(() -> x.fullyConnected("y", FullyConnected.units(1).bias(3), Q))
                .isInstanceOf(DslException.class)
                .hasMessageStartingWith("fullyConnected 'y': it has a bias and no weights");
        assertThatThrownBy(() -> net.parameter("p", Shape.of(2), Q))
                .isInstanceOf(DslException.class)
                .hasMessageStartingWith("parameter 'p': the network has no weights; name their file before it");
        net.output(x.fullyConnected("y", FullyConnected.units(1).weights(Weights.of(new byte[2], 1f)), Q));
        assertThat(net.build().operators()).hasSize(1);
    }

    @Test
    void plainIntegersAreInputs() {
        Network net = Network.named("n");
        Node indices = net.input("indices", Shape.of(1, 4), ElementType.INT32);
        net.output(indices.cast("numbers", Quantized.int8(1f, 0)));
        assertThat(net.isReal()).isFalse();
        assertThat(net.build().tensor(0).type()).isEqualTo(ElementType.INT32);
        assertThatThrownBy(() -> net.input("real", Shape.of(1, 4), ElementType.FLOAT32))
                .isInstanceOf(DslException.class)
                .hasMessageStartingWith("input 'real': it is FLOAT32; it takes INT8, UINT8 or INT32");
    }

    @Test
    void aShapeIsDeclaredAnewWithoutAnOperator() {
        Network net = Network.named("n");
        Node x = net.input("image", Shape.of(1, 2, 3, 4), Q);
        Node pooled = x.mean("pool", Q, Axis.ROWS, Axis.COLUMNS);
        assertThat(pooled.shape()).isEqualTo(Shape.of(1, 1, 1, 4));
        Node vector = pooled.shaped(Shape.of(1, 4));
        assertThatThrownBy(() -> pooled.shaped(Shape.of(4, 1)))
                .isInstanceOf(DslException.class)
                .hasMessageStartingWith("shaped 'pool': [4, 1] has other rows, columns or channels than [1, 1, 1, 4]");
        Graph graph = net.output(vector.relu("positive", Q)).build();
        assertThat(graph.operators()).hasSize(2);
        assertThat(graph.tensor(1).shape()).isEqualTo(List.of(1, 4));
        assertThat(graph.tensor(2).shape()).isEqualTo(List.of(1, 4));
    }

    @Test
    void relu6KeepsTheNumbersWhenItsOutputIsQuantisedOtherwise() {
        Network net = Network.named("n");
        Node x = net.input("row", Shape.of(1, 4), Q);
        Graph graph = net.output(x.relu6("y", Quantized.int8(0.25f, 1))).build();
        assertThat(graph.tensor(1).quantization()).contains(new Quantization(0.25f, 1));
    }

    @Test
    void aTransposedConvolutionMayStateItsOutput() {
        Network net = Network.named("n").randomWeights(1);
        Node x = net.input("image", Shape.of(1, 3, 4, 2));
        TransposeConv2d options = TransposeConv2d.filters(5).kernel(3, 3).stride(2, 2);
        assertThat(x.transposeConv2d("reached", options).shape()).isEqualTo(Shape.of(1, 7, 9, 5));
        assertThat(x.transposeConv2d("valid", options.output(8, 10)).shape()).isEqualTo(Shape.of(1, 8, 10, 5));
        net.output(x.transposeConv2d("same", options.output(5, 7).same()));
        dev.pex.operator.TransposeConv2d made = (dev.pex.operator.TransposeConv2d)
                net.architecture().operators().get(2);
        assertThat(made.rows()).isEqualTo(TransposedWindow.same(3, 5, 3, 2));
        assertThat(made.columns()).isEqualTo(TransposedWindow.same(4, 7, 3, 2));
    }
}
