package dev.pex.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Tensor;
import dev.pex.testing.FloatValues;
import dev.pex.testing.RandomNetworks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random networks whose layers make very small or very large numbers, or nothing but 0, are quantised to graphs whose
 * arithmetic is defined; where that cannot be, a diagnostic names the layer.
 */
class RandomScalesTest {
    private static final int SEEDS = Integer.getInteger("pex.test.cases", 1500);
    private static final int SAMPLES = 3;

    @Test
    void theArithmeticIsDefinedForAllNumbers() {
        int quantized = 0;
        int refused = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            if (!RandomQuantizationTest.isReal(graph)) {
                continue;
            }
            SplittableRandom random = new SplittableRandom(seed);
            FloatNetwork network = extreme(FloatValues.of(graph), random);
            List<List<double[]>> samples = samples(graph, random);
            QuantizationOptions options = QuantizationOptions.defaults().withEqualize(random.nextInt(4) == 0);
            try {
                Graph made = PostTraining.quantize(network, samples, options).graph();
                quantized++;
                for (Operator operator : made.operators()) {
                    assertThat(operator.violation(made)).as("seed %s", seed).isEmpty();
                }
            } catch (DiagnosticException e) {
                for (Diagnostic diagnostic : e.diagnostics()) {
                    assertExplained(seed, network.graph(), diagnostic);
                }
                refused++;
            }
        }
        assertThat(quantized).isGreaterThan(SEEDS / 5);
        assertThat(refused).isLessThanOrEqualTo(1 + SEEDS / 100);
    }

    /** A diagnostic names a layer of the network and how large its numbers are. */
    private static void assertExplained(long seed, Graph graph, Diagnostic diagnostic) {
        assertThat(graph.operators())
                .as("seed %s: %s", seed, diagnostic)
                .anyMatch(o -> diagnostic.where().endsWith(" " + o.origin()));
        assertThat(diagnostic.what())
                .as("seed %s", seed)
                .contains("once quantised, ")
                .contains("; on the samples ")
                .contains(" reaches ");
    }

    /** Weights of some layers become larger, smaller or 0. */
    private static FloatNetwork extreme(FloatNetwork network, SplittableRandom random) {
        Map<Integer, FloatWeights> weights = new HashMap<>();
        network.weights().forEach((layer, own) -> {
            double factor = factor(random);
            double ofBias = random.nextInt(3) == 0 ? factor(random) : factor;
            weights.put(layer, new FloatWeights(scaled(own.filter(), factor), scaled(own.bias(), ofBias)));
        });
        return new FloatNetwork(network.graph(), weights);
    }

    private static double factor(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> Math.scalb(1.0, random.nextInt(-60, 41));
            case 2 -> Math.scalb(1.0, random.nextInt(-8, 9));
            default -> 1;
        };
    }

    private static Floats scaled(Floats floats, double factor) {
        float[] values = floats.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor);
        }
        return Floats.copyOf(values);
    }

    private static List<List<double[]>> samples(Graph graph, SplittableRandom random) {
        double factor = factor(random);
        List<List<double[]>> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            List<double[]> sample = new ArrayList<>();
            for (int input : graph.inputs()) {
                Tensor tensor = graph.tensor(input);
                byte[] bytes = new byte[tensor.bytes()];
                random.nextBytes(bytes);
                double[] values = Values.decode(tensor, bytes);
                for (int k = 0; k < values.length; k++) {
                    values[k] *= factor;
                }
                sample.add(values);
            }
            samples.add(sample);
        }
        return samples;
    }
}
