package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
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
import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Float networks: their form, and what becomes of their weights. */
class FloatNetworkTest {
    private static final Quantized Q = Quantized.int8(0.5f, 3);

    private final Network net = Network.named("n");
    private final Node x = net.input("x", Shape.of(1, 4, 4, 2));

    private static WeightFile file(ArrayFiles arrays, WeightLayout layout) {
        return WeightFile.parse("w.safetensors", arrays.safetensors(), layout);
    }

    private static float[] counted(int size) {
        float[] values = new float[size];
        IntStream.range(0, size).forEach(i -> values[i] = i);
        return values;
    }

    private static FloatWeights weights(FloatNetwork real, int operator) {
        return Objects.requireNonNull(real.weights().get(operator));
    }

    /** O, H, W, I = 3, 2, 1, 2: each weight says where it belongs in the filter's own order. */
    @Test
    void layoutsOfConvolutions() {
        float[] tflite = counted(12);
        float[] keras = new float[12];
        float[] pytorch = new float[12];
        for (int o = 0; o < 3; o++) {
            for (int h = 0; h < 2; h++) {
                for (int i = 0; i < 2; i++) {
                    float value = (o * 2 + h) * 2 + i;
                    keras[(h * 2 + i) * 3 + o] = value;
                    pytorch[(o * 2 + i) * 2 + h] = value;
                }
            }
        }
        net.output(x.conv2d("c", Conv2d.filters(3).kernel(2, 1)));
        assertThat(filter(new ArrayFiles().floats("c.weight", "[3,2,1,2]", tflite), WeightLayout.TFLITE))
                .containsExactly(tflite);
        assertThat(filter(new ArrayFiles().floats("c/kernel:0", "[2,1,2,3]", keras), WeightLayout.KERAS))
                .containsExactly(tflite);
        assertThat(filter(new ArrayFiles().floats("c.weight", "[3,2,2,1]", pytorch), WeightLayout.PYTORCH))
                .containsExactly(tflite);
    }

    private float[] filter(ArrayFiles arrays, WeightLayout layout) {
        net.weights(file(arrays.floats("c.bias", "[3]", 7, 8, 9), layout));
        FloatNetwork real = net.real();
        assertThat(weights(real, 0).bias().toArray()).containsExactly(7, 8, 9);
        return weights(real, 0).filter().toArray();
    }

    @Test
    void layoutsOfOtherOperators() {
        Node y = x.depthwiseConv2d(
                "d", DepthwiseConv2d.kernel(1, 2).multiplier(2).withoutBias());
        y = y.transposeConv2d("t", TransposeConv2d.filters(1).kernel(1, 2).withoutBias());
        net.output(y.flatten("f").fullyConnected("e", FullyConnected.units(2).withoutBias()));
        int inputs = y.shape().extent().elements();
        ArrayFiles arrays = new ArrayFiles()
                .floats("d.weight", "[4,1,1,2]", 0, 4, 1, 5, 2, 6, 3, 7)
                .floats("t.weight", "[4,1,1,2]", 0, 4, 1, 5, 2, 6, 3, 7)
                .floats("e.weight", "[2," + inputs + "]", counted(2 * inputs));
        FloatNetwork real = net.weights(file(arrays, WeightLayout.PYTORCH)).real();
        assertThat(weights(real, 0).filter().toArray()).containsExactly(counted(8));
        assertThat(weights(real, 0).bias().toArray()).containsExactly(0, 0, 0, 0);
        assertThat(weights(real, 1).filter().toArray()).containsExactly(counted(8));
        assertThat(weights(real, 3).filter().toArray()).containsExactly(counted(2 * inputs));
        assertThat(real.graph().tensors()).extracting(Tensor::type).containsOnly(ElementType.FLOAT32);

        float[] transposed = new float[2 * inputs];
        IntStream.range(0, 2 * inputs).forEach(i -> transposed[i % inputs * 2 + i / inputs] = i);
        ArrayFiles keras = new ArrayFiles()
                .floats("d/depthwise_kernel", "[1,2,2,2]", counted(8))
                .floats("t/kernel", "[1,2,1,4]", counted(8))
                .floats("e/kernel", "[" + inputs + ",2]", transposed);
        assertThat(net.weights(file(keras, WeightLayout.KERAS)).real()).isEqualTo(real);
    }

    @Test
    void allFaultsOfTheWeightsAtOnce() {
        Node y = x.conv2d("a", Conv2d.filters(2)).conv2d("b", Conv2d.filters(2)).conv2d("c", Conv2d.filters(2));
        net.output(y);
        ArrayFiles arrays = new ArrayFiles()
                .floats("a.weight", "[2,2]", counted(4))
                .floats("a.bias", "[3]", counted(3))
                .floats("b.weight", "[2,1,1,2]", 0, 1, Float.NaN, 3)
                .floats("b.bias", "[2]", 0, Float.NEGATIVE_INFINITY)
                .floats("b.gamma", "[2]", 0, 0)
                .floats("c.bias", "[2]", 0, 0);
        net.weights(file(arrays, WeightLayout.TFLITE));
        assertThatThrownBy(net::real)
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics())
                                .extracting(d -> d.code().id() + " " + d.where() + ": " + d.what())
                                .containsExactly(
                                        "PEX-0402 w.safetensors: network 'n' needs c.weight, which it lacks",
                                        "PEX-0402 w.safetensors: network 'n' has no use for its b.gamma",
                                        "PEX-0402 w.safetensors, array 'a.weight': it has the shape [2, 2]; [2, 1, 1, 2] is expected",
                                        "PEX-0402 w.safetensors, array 'a.bias': it has the shape [3]; [2] is expected",
                                        "PEX-0402 w.safetensors, array 'b.weight': element 2 is NaN",
                                        "PEX-0402 w.safetensors, array 'b.bias': element 1 is -Infinity"));
    }

    @Test
    void randomWeightsDependOnSeedAndNameOnly() {
        net.output(x.conv2d("a", Conv2d.filters(2)).conv2d("b", Conv2d.filters(2)));
        FloatNetwork first = net.randomWeights(1).real();
        assertThat(net.randomWeights(1).real()).isEqualTo(first);
        assertThat(net.randomWeights(2).real()).isNotEqualTo(first);
        assertThat(first.weights().get(0)).isNotEqualTo(first.weights().get(1));
        Network other = Network.named("m");
        Node y = other.input("x", Shape.of(1, 4, 4, 2)).relu("r");
        other.output(y.conv2d("b", Conv2d.filters(2)));
        assertThat(other.randomWeights(1).real().weights().get(1))
                .isEqualTo(first.weights().get(1));
    }

    @Test
    void parametersAreLookedUp() {
        net.output(x.prelu("p", net.parameter("slopes", Shape.of(2))));
        ArrayFiles arrays = new ArrayFiles().floats("slopes", "[2]", 0.25f, 0.5f);
        Graph graph = net.weights(file(arrays, WeightLayout.TFLITE)).real().graph();
        assertThat(graph.tensor(1).constant().orElseThrow().toArray()).containsExactly(0, 0, -128, 62, 0, 0, 0, 63);
    }

    @Test
    void quantisedByAFile() {
        Node y = x.conv2d("c", Conv2d.filters(1).activation(Activation.RELU));
        net.output(y.add("s", net.constant("k", Shape.of(1), 2f).quantizedAs(Quantized.int8(0.5f, 1)))
                .flatten("f")
                .softmax("p"));
        ArrayFiles arrays = new ArrayFiles()
                .floats("x.scale", "[]", 0.5f)
                .ints("x.zero_point", "[]", 3)
                .bytes("c.weight", "[1,1,1,2]", 5, -6)
                .floats("c.weight_scale", "[1]", 0.25f)
                .ints("c.bias", "[1]", 100_000)
                .floats("c.scale", "[1]", 2f)
                .ints("c.zero_point", "[]", -128)
                .floats("s.scale", "[]", 1f)
                .ints("s.zero_point", "[]", 0);
        Graph graph = net.weights(file(arrays, WeightLayout.TFLITE)).quantized();

        Network twin = Network.named("n");
        Node z = twin.input("x", Shape.of(1, 4, 4, 2), Q);
        z = z.conv2d(
                "c",
                Conv2d.filters(1)
                        .activation(Activation.RELU)
                        .weights(Weights.of(new byte[] {5, -6}, 0.25f))
                        .bias(100_000),
                Quantized.int8(2f, -128));
        Node k = twin.constant("k", Shape.of(1), Quantized.int8(0.5f, 1), (byte) 5);
        twin.output(z.add("s", k, Quantized.int8(1f, 0)).flatten("f").softmax("p"));
        assertThat(graph).isEqualTo(twin.build());
    }

    @Test
    void faultsOfAQuantisedFile() {
        net.output(x.conv2d("c", Conv2d.filters(2)));
        ArrayFiles arrays = new ArrayFiles()
                .floats("x.scale", "[]", -1f)
                .ints("x.zero_point", "[]", 300)
                .floats("c.weight", "[2,1,1,2]", counted(4))
                .floats("c.weight_scale", "[3]", counted(3))
                .ints("c.weight_zero_point", "[]", 1)
                .ints("c.bias", "[2]", 1, 2);
        net.weights(file(arrays, WeightLayout.TFLITE));
        assertThatThrownBy(net::quantized)
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics())
                                .extracting(d -> d.where().replace("w.safetensors, ", "") + ": " + d.what())
                                .containsExactly(
                                        "w.safetensors: network 'n' needs c.scale, c.zero_point, which it lacks",
                                        "array 'x.zero_point': element 0 is 300",
                                        "array 'x.scale': the scale is -1.0",
                                        "array 'c.weight': it is FLOAT32",
                                        "array 'c.weight_scale': it has 3 scales",
                                        "array 'c.weight_scale': a scale is 0.0",
                                        "array 'c.weight_zero_point': it is 1"));
    }

    @Test
    void oneFormOrTheOther() {
        Weights weights = Weights.of(new byte[2], 1f);
        rejects(() -> x.conv2d("c", Conv2d.filters(1).weights(weights)), "conv2d 'c': it has int8 weights, but");
        rejects(() -> x.conv2d("c", Conv2d.filters(1).bias(1)), "conv2d 'c': it has an integer bias, but");
        rejects(() -> x.conv2d("c", Conv2d.filters(1), Q), "conv2d 'c': its input 'x' is FLOAT32; it takes INT8");
        net.output(x.relu("r"));
        rejects(
                () -> net.input("y", Shape.of(1), Q),
                "input 'y': it is quantised, but the network computes in float32, first in relu 'r' at FloatNetwork");
        rejects(net::build, "network 'n': it computes in float32, first in relu 'r' at FloatNetworkTest.java:");
        rejects(net::real, "network 'n': it has no weights");
        rejects(() -> net.randomWeights(1).quantized(), "network 'n': random weights, seed 1 do not state");

        Network quantised = Network.named("q");
        Node y = quantised.input("y", Shape.of(1, 4), Q);
        rejects(() -> y.relu("r"), "relu 'r': its input 'y' is INT8; without a quantisation of its output it takes");
        rejects(() -> y.dequantize("f").softmax("r"), "softmax 'r': its input 'f' is FLOAT32; it takes INT8");
        quantised.output(y.softmax("p"));
        rejects(quantised::real, "network 'q': it is quantised, first in input 'y' at FloatNetworkTest.java:");
    }

    @Test
    void mistakesInRealNumbers() {
        rejects(() -> x.conv2d("c", Conv2d.filters(1).kernel(5, 5)), "conv2d 'c': kernel 5x5 is larger than its 4x4");
        rejects(() -> net.constant("k", Shape.of(2), 1f), "constant 'k': 1 values for the shape [2] = 2");
        rejects(() -> net.constant("k", Shape.of(1), Float.NaN), "constant 'k': its value NaN is not finite");
        rejects(() -> x.leakyRelu("l", Float.NaN), "leakyRelu 'l': alpha NaN is negative or not finite");
        rejects(() -> x.prelu("p", x), "prelu 'p': its alpha 'x' is not constant");
        assertThat(net.isReal()).isTrue();
    }

    @Test
    void statedQuantisationsAreKept() {
        Node y = x.relu("r").quantizedAs(Q);
        net.output(y);
        assertThat(net.stated()).isEqualTo(Map.of(1, new Quantization(0.5f, 3)));
    }

    private static void rejects(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(DslException.class).hasMessageStartingWith(message);
    }
}
