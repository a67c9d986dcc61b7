package dev.pex.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.floats.FloatNetwork;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Concatenation;
import dev.pex.operator.HardSwish;
import dev.pex.operator.Logistic;
import dev.pex.operator.Mean;
import dev.pex.operator.Multiply;
import dev.pex.operator.Softmax;
import dev.pex.operator.Subtract;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scales that follow from the samples alone would be beyond a limit of an operator. */
class DefinedScalesTest {
    private static final QuantizationOptions OPTIONS = QuantizationOptions.defaults();
    private static final List<List<double[]>> SAMPLES =
            List.of(List.of(new double[] {-1, 0.5}), List.of(new double[] {0.25, 1}));

    private static Graph quantized(FloatNetwork network) {
        Graph graph = PostTraining.quantize(network, SAMPLES, OPTIONS).graph();
        assertThat(graph.operators())
                .allSatisfy(o -> assertThat(o.violation(graph)).isEmpty());
        return graph;
    }

    /** A gate that is nearly shut: what comes out of it is far smaller than the product of the scales. */
    @Test
    void aProductMayBeMuchSmallerThanItsFactors() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 2);
        int shares = nets.tensor(1, 1, 2);
        nets.add(new Logistic(nets.origin(), input, shares));
        int difference = nets.tensor(1, 1, 2);
        nets.add(new Subtract(nets.origin(), input, shares, difference, Activation.NONE));
        int mean = nets.tensor(1, 1, 2);
        nets.add(new Mean(nets.origin(), difference, mean, List.of(Axis.ROWS, Axis.COLUMNS)));
        int scores = nets.pointwise(mean, Activation.NONE, new float[] {1, 2, 3, 4}, -30f, -25f);
        int gate = nets.tensor(1, 1, 2);
        nets.add(new Logistic(nets.origin(), scores, gate));
        int gated = nets.tensor(1, 1, 2);
        nets.add(new Multiply(nets.origin(), difference, gate, gated, Activation.NONE));
        int sum = nets.tensor(1, 1, 2);
        nets.add(new Add(nets.origin(), gated, input, sum, Activation.NONE));

        Graph graph = quantized(nets.network(List.of(input), sum));

        float factor = graph.tensor(difference).scale() * graph.tensor(gate).scale();
        // The least that the limit allows: a product of two differences has 16 bits, a left shift by 15 fits.
        assertThat(factor / graph.tensor(gated).scale()).isBetween(0x1p13f, 0x1p15f);
    }

    @Test
    void aDifferenceMayBeZeroForLargeNumbers() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 2);
        int large = nets.pointwise(input, Activation.NONE, new float[] {1e8f, 0, 0, 1e8f}, 0f, 0f);
        int zero = nets.tensor(1, 1, 2);
        nets.add(new Subtract(nets.origin(), large, large, zero, Activation.NONE));

        Graph graph = quantized(nets.network(List.of(input), zero));

        assertThat(graph.tensor(zero).scale() / graph.tensor(large).scale()).isBetween(0x1p-19f, 0x1p-17f);
    }

    /** The limit of SOFTMAX is about its input. */
    @Test
    void anOperandIsWidenedWhereTheOutputIsFixed() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 2);
        int small = nets.pointwise(input, Activation.NONE, new float[] {1e-12f, 0, 0, 1e-12f}, 0f, 0f);
        int shares = nets.tensor(1, 1, 2);
        nets.add(new Softmax(nets.origin(), small, shares, 1));

        Graph graph = quantized(nets.network(List.of(input), shares));

        assertThat(graph.tensor(small).scale()).isBetween(0x1p-26f, 0x1p-24f);
        assertThat(graph.tensor(shares).quantization()).contains(new Quantization(1f / 256, -128));
    }

    /** HARD_SWISH bounds its input, and the quotient of both sides. */
    @Test
    void allTensorsAreWidenedWhereNoneAloneIsEnough() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 2);
        int small = nets.pointwise(input, Activation.NONE, new float[] {1e-16f, 0, 0, 1e-16f}, 0f, 0f);
        int swish = nets.tensor(1, 1, 2);
        nets.add(new HardSwish(nets.origin(), small, swish));

        Graph graph = quantized(nets.network(List.of(input), swish));

        assertThat(graph.tensor(small).scale()).isLessThan(1e-6f);
    }

    @Test
    void tensorsThatShareTheScaleAreWidenedAsWell() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 2);
        int large = nets.pointwise(input, Activation.NONE, new float[] {1e8f, 0, 0, 1e8f}, 0f, 0f);
        int zero = nets.tensor(1, 1, 2);
        nets.add(new Subtract(nets.origin(), large, large, zero, Activation.NONE));
        int joined = nets.tensor(1, 1, 4);
        nets.add(new Concatenation(nets.origin(), List.of(zero, input), joined, Axis.CHANNELS));

        Graph graph = quantized(nets.network(List.of(input), joined));

        assertThat(graph.tensor(zero).quantization())
                .isEqualTo(graph.tensor(joined).quantization())
                .isEqualTo(graph.tensor(input).quantization());
        assertThat(graph.tensor(zero).scale()).isGreaterThan(graph.tensor(large).scale() * 0x1p-19f);
    }

    /** What a network states is kept, so the user hears which layer it does not suit, and what its numbers are. */
    @Test
    void whatIsStatedIsNotWidened() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 2);
        int sum = nets.tensor(1, 1, 2);
        nets.add(new Add(nets.origin(), input, input, sum, Activation.NONE));
        FloatNetwork network = nets.network(List.of(input), sum);
        Map<Integer, Quantization> stated = Map.of(sum, new Quantization(1e-9f, 0));

        assertThatThrownBy(() -> PostTraining.quantize(network, stated, SAMPLES, OPTIONS))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("#0 OP 't1': once quantised, its output scale 1.0E-9 is too small for its inputs")
                .hasMessageContaining(
                        "on the samples t0 reaches 1.0 at scale 0.007843138, t1 reaches 2.0 at scale 1.0E-9");
    }

    /** An ordinary network with a gate, as a converter writes it. */
    @Test
    void aGatedNetworkOfAFileIsAccepted() throws IOException {
        Path folder = Goldens.inRepository("regressions/quantised-then-refused");
        Diagnostics diagnostics = new Diagnostics();
        FloatNetwork network =
                TfliteFrontEnd.readFloat("gated", Files.readAllBytes(folder.resolve("gated.tflite")), diagnostics);
        diagnostics.throwIfErrors();
        List<List<double[]>> samples = samples(
                Files.readAllBytes(folder.resolve("samples/a.npy")),
                network.graph().tensor(network.graph().inputs().get(0)));

        QuantizedNetwork quantized = PostTraining.quantize(network, samples, OPTIONS);

        assertThat(quantized.graph().operators())
                .allSatisfy(o -> assertThat(o.violation(quantized.graph())).isEmpty());
    }

    /** Samples of a file of arrays, in float32: its last bytes are the elements. */
    private static List<List<double[]>> samples(byte[] file, Tensor input) {
        int count = 4;
        int size = input.extent().elements();
        ByteBuffer elements = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        elements.position(file.length - count * size * Float.BYTES);
        List<List<double[]>> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] sample = new double[size];
            for (int k = 0; k < size; k++) {
                sample[k] = elements.getFloat();
            }
            samples.add(List.of(sample));
        }
        return samples;
    }
}
