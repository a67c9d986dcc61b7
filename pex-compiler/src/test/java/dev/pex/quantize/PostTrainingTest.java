package dev.pex.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pex.diagnostic.Code;
import dev.pex.floatexec.FloatExecutor;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Abs;
import dev.pex.operator.Activation;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.Elu;
import dev.pex.operator.Logistic;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Operator;
import dev.pex.operator.Relu;
import dev.pex.operator.Relu6;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.Rsqrt;
import dev.pex.operator.Softmax;
import dev.pex.operator.Tanh;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What quantisation makes of networks that are written by hand. */
class PostTrainingTest {
    private static final QuantizationOptions PLAIN =
            QuantizationOptions.defaults().withCorrectBias(false);

    private static List<List<double[]>> samples(int count, int size) {
        SplittableRandom random = new SplittableRandom(count * 31L + size);
        return Stream.generate(() -> List.of(random.doubles(size, -1, 1).toArray()))
                .limit(count)
                .toList();
    }

    @Test
    void weightsAndBiasesFollowTheFormulas() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 2);
        int output = nets.pointwise(input, Activation.NONE, new float[] {1f, -0.5f, 0.02f, 0.012f}, 0.25f, -3f);
        FloatNetwork network = nets.network(List.of(input), output);

        Graph graph = PostTraining.quantize(
                        network, List.of(List.of(new double[] {-1, 0}), List.of(new double[] {0, 1.55})), PLAIN)
                .graph();

        Quantization in = graph.tensor(input).quantization().orElseThrow();
        assertThat(in).isEqualTo(new Quantization(0.01f, -28));
        Conv2d conv = (Conv2d) graph.operators().get(0);
        assertThat(conv.filter().scale(0)).isEqualTo(1f / 127);
        assertThat(conv.filter().scale(1)).isEqualTo(0.02f / 127);
        assertThat(conv.filter().weights().toArray()).containsExactly(127, -64, 127, 76);
        assertThat(conv.bias()).isEqualTo(Ints.copyOf(3175, -1905000));
    }

    @Test
    void activationsAreFusedWhereNothingElseReadsTheLayer() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(2, 2, 1);
        int first = nets.pointwise(input, Activation.NONE, new float[] {4f, -4f}, 0f, 0f);
        int rectified = nets.tensor(2, 2, 2);
        nets.add(new Relu6(nets.origin(), first, rectified));
        int second = nets.pointwise(rectified, Activation.NONE, new float[] {1f, 1f}, -1f);
        int relu = nets.tensor(2, 2, 1);
        nets.add(new Relu(nets.origin(), second, relu));
        FloatNetwork network = nets.network(List.of(input), second, relu);

        QuantizedNetwork quantized = PostTraining.quantize(network, samples(8, 4), PLAIN);

        List<Operator> operators = quantized.graph().operators();
        assertThat(operators).hasSize(3);
        assertThat(((Conv2d) operators.get(0)).activation()).isEqualTo(Activation.RELU6);
        // The caller reads the second one.
        assertThat(((Conv2d) operators.get(1)).activation()).isEqualTo(Activation.NONE);
        assertThat(operators.get(2)).isInstanceOf(Relu.class);
    }

    @Test
    void rawValuesShareTheirQuantisationAndFixedOnesAreRescaled() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(2, 2, 3);
        int pooled = nets.tensor(1, 1, 3);
        Window window = Window.valid(2, 2, 2, 1);
        nets.add(new MaxPool2d(nets.origin(), input, pooled, window, window, Activation.NONE));
        int shares = nets.tensor(1, 1, 3);
        nets.add(new Softmax(nets.origin(), pooled, shares, 1));
        int tanh = nets.tensor(1, 1, 3);
        nets.add(new Tanh(nets.origin(), pooled, tanh));
        int joined = nets.tensor(1, 1, 9);
        nets.add(new Concatenation(nets.origin(), List.of(pooled, shares, tanh), joined, Axis.CHANNELS));
        FloatNetwork network = nets.network(List.of(input), joined);
        List<List<double[]>> samples = samples(20, 12);

        QuantizedNetwork quantized = PostTraining.quantize(network, samples, PLAIN);

        Graph graph = quantized.graph();
        assertThat(graph.tensor(input).quantization())
                .isEqualTo(graph.tensor(pooled).quantization())
                .isEqualTo(graph.tensor(joined).quantization());
        assertThat(graph.tensor(shares).quantization()).contains(new Quantization(1f / 256, -128));
        assertThat(graph.tensor(tanh).quantization()).contains(new Quantization(1f / 128, 0));
        assertThat(graph.operators().stream().filter(Requantize.class::isInstance))
                .hasSize(2);
        assertThat(Measurement.of(quantized, PLAIN, samples, Optional.empty())
                        .last()
                        .decibels()
                        .orElseThrow())
                .isGreaterThan(35);
    }

    @Test
    void fixedQuantisationGoesThroughWhatPassesItOn() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 4);
        int shares = nets.tensor(1, 1, 4);
        nets.add(new Softmax(nets.origin(), input, shares, 1));
        int flat = nets.tensor(1, 4, 1);
        nets.add(new Reshape(nets.origin(), shares, flat));

        Graph graph = PostTraining.quantize(nets.network(List.of(input), flat), samples(4, 4), PLAIN)
                .graph();

        assertThat(graph.tensor(flat).quantization()).contains(new Quantization(1f / 256, -128));
        assertThat(graph.operators()).hasSize(2);
    }

    /** Channels of very different sizes, as after batch normalisation is folded. */
    private static FloatNetwork uneven() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(3, 3, 2);
        int first =
                nets.pointwise(input, Activation.RELU, new float[] {8f, 6f, 0.01f, -0.02f, 0f, 0f}, 0.5f, 0.001f, 0.3f);
        float[] taps = new float[12];
        for (int i = 0; i < taps.length; i++) {
            taps[i] = (i % 3 == 1 ? 9f : 0.3f) * (i % 2 == 0 ? 1 : -0.7f);
        }
        int second = nets.depthwise(first, Activation.RELU, taps, 0.1f, -0.1f, 0f);
        int third = nets.pointwise(second, Activation.NONE, new float[] {0.2f, 5f, 1f, -0.1f, 4f, 2f}, 0f, 1f);
        return nets.network(List.of(input), third);
    }

    @Test
    void equalisationKeepsWhatTheNetworkComputes() {
        FloatNetwork network = uneven();

        FloatNetwork equalized = Equalization.of(network, Set.of());

        float[] before = network.weights(0).filter().toArray();
        float[] after = equalized.weights(0).filter().toArray();
        assertThat(Math.abs(before[0] / before[3])).isGreaterThan(300);
        assertThat(Math.abs(after[0] / after[3])).isLessThan(40);
        for (List<double[]> sample : samples(10, 18)) {
            double[] expected = FloatExecutor.run(network, sample).get(0);
            double[] actual = FloatExecutor.run(equalized, sample).get(0);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
            }
        }
    }

    @Test
    void equalisationHelpsWhereChannelsDiffer() {
        List<List<double[]>> samples = samples(50, 18);

        double plain = decibels(uneven(), PLAIN, samples);
        double equalized = decibels(uneven(), PLAIN.withEqualize(true), samples);

        assertThat(equalized).isGreaterThan(plain + 6);
    }

    @Test
    void correctedBiasesTakeTheMeanErrorOfTheWeightsAway() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(4, 4, 2);
        // The second weight is a quarter of a step: it rounds to nothing.
        int output = nets.pointwise(input, Activation.NONE, new float[] {1f, 0.25f / 127}, 0f);
        FloatNetwork network = nets.network(List.of(input), output);
        List<List<double[]>> samples = new ArrayList<>();
        for (List<double[]> sample : samples(20, 32)) {
            double[] values = sample.get(0).clone();
            for (int i = 1; i < values.length; i += 2) {
                values[i] = 20 + values[i];
            }
            samples.add(List.of(values));
        }

        Graph plain = PostTraining.quantize(network, samples, PLAIN).graph();
        Graph corrected = PostTraining.quantize(network, samples, PLAIN.withCorrectBias(true))
                .graph();

        Conv2d conv = (Conv2d) corrected.operators().get(0);
        double unit = (double) corrected.tensor(input).scale() * conv.filter().scale(0);
        assertThat(((Conv2d) plain.operators().get(0)).bias().get(0)).isZero();
        assertThat(conv.bias().get(0) * unit).isCloseTo(20 * 0.25 / 127, within(0.001));
        assertThat(decibels(network, PLAIN.withCorrectBias(true), samples))
                .isGreaterThan(decibels(network, PLAIN, samples));
    }

    private static double decibels(FloatNetwork network, QuantizationOptions options, List<List<double[]>> samples) {
        QuantizedNetwork quantized = PostTraining.quantize(network, samples, options);
        return Measurement.of(quantized, options, samples, Optional.empty())
                .last()
                .decibels()
                .orElseThrow();
    }

    @Test
    void channelsWithoutWeightsKeepTheirBias() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 1);
        int output = nets.pointwise(input, Activation.NONE, new float[] {0f, 0f}, 2f, 0f);
        FloatNetwork network = nets.network(List.of(input), output);

        QuantizedNetwork quantized = PostTraining.quantize(network, samples(3, 1), PLAIN);

        QuantizationReport report = Measurement.of(quantized, PLAIN, samples(3, 1), Optional.empty());
        assertThat(report.last().decibels().orElse(99)).isGreaterThan(40);
    }

    @Test
    void largeBiasesFitInt32() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 1);
        int output = nets.pointwise(input, Activation.NONE, new float[] {1e-9f}, 1000f);
        FloatNetwork network = nets.network(List.of(input), output);

        QuantizedNetwork quantized = PostTraining.quantize(network, samples(3, 1), PLAIN);

        QuantizationReport report = Measurement.of(quantized, PLAIN, samples(3, 1), Optional.empty());
        assertThat(report.last().decibels().orElse(99)).isGreaterThan(40);
    }

    @Test
    void aNetworkThatLeavesFloatsIsAnError() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 1);
        int output = nets.pointwise(input, Activation.NONE, new float[] {3e38f}, 0f);
        FloatNetwork network = nets.network(List.of(input), output);

        assertThatThrownBy(() -> PostTraining.quantize(network, List.of(List.of(new double[] {3e38})), PLAIN))
                .hasMessageContaining(Code.CALIBRATION_VALUE.id())
                .hasMessageContaining("makes");
        // So it is for samples that only measure.
        QuantizedNetwork quantized = PostTraining.quantize(network, List.of(List.of(new double[] {0.5})), PLAIN);
        assertThatThrownBy(
                        () -> Measurement.of(quantized, PLAIN, List.of(List.of(new double[] {3e38})), Optional.empty()))
                .hasMessageContaining(Code.CALIBRATION_VALUE.id())
                .hasMessageContaining("makes");
    }

    /** 1 / sqrt(0) is no number of float32. */
    @Test
    void anInverseSquareRootNeedsSamplesAboveZero() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 1, 1);
        int output = nets.tensor(1, 1, 1);
        nets.add(new Rsqrt(nets.origin(), input, output));
        FloatNetwork network = nets.network(List.of(input), output);

        Graph graph = PostTraining.quantize(network, List.of(List.of(new double[] {0.25})), PLAIN)
                .graph();
        assertThat(graph.tensor(output).scale()).isEqualTo(2f / 255);
        for (double sample : new double[] {0, -1}) {
            assertThatThrownBy(() -> PostTraining.quantize(network, List.of(List.of(new double[] {sample})), PLAIN))
                    .hasMessageContaining(Code.CALIBRATION_VALUE.id())
                    .hasMessageContaining("makes " + (sample == 0 ? "Infinity" : "NaN") + " of a sample");
        }
    }

    @Test
    void functionsAreCloseToThoseOfFloats() {
        FloatNetworks nets = new FloatNetworks();
        int input = nets.tensor(1, 8, 8);
        int bent = nets.tensor(1, 8, 8);
        nets.add(new Elu(nets.origin(), input, bent));
        int size = nets.tensor(1, 8, 8);
        nets.add(new Abs(nets.origin(), bent, size));
        int share = nets.tensor(1, 8, 8);
        nets.add(new Logistic(nets.origin(), size, share));
        int output = nets.tensor(1, 8, 8);
        nets.add(new Rsqrt(nets.origin(), share, output));
        FloatNetwork network = nets.network(List.of(input), output);

        QuantizedNetwork quantized = PostTraining.quantize(network, samples(5, 64), PLAIN);

        QuantizationReport report = Measurement.of(quantized, PLAIN, samples(5, 64), Optional.empty());
        assertThat(report.layers())
                .allSatisfy(layer -> assertThat(layer.decibels().orElse(99)).isGreaterThan(35));
    }
}
