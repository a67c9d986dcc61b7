package dev.pex.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.ArgMax;
import dev.pex.operator.OperatorKind;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import dev.pex.testing.FloatValues;
import dev.pex.testing.RandomNetworks;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random networks of all operators, converted to float and quantised again, compute nearly the same. */
class RandomQuantizationTest {
    private static final int SEEDS = 1500;
    private static final int SAMPLES = 4;
    private static final double MEDIAN = 40;
    private static final double LOW = 20;

    /** Edges of other types have no place in a float network, nor has a cast of one type to another. */
    private static final Set<OperatorKind> QUANTIZED_ONLY =
            Set.of(OperatorKind.QUANTIZE, OperatorKind.DEQUANTIZE, OperatorKind.CAST);

    @Test
    void everyOperatorIsQuantisedWell() {
        Set<OperatorKind> kinds = EnumSet.noneOf(OperatorKind.class);
        List<Double> decibels = new ArrayList<>();
        int networks = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            if (!isReal(graph)) {
                continue;
            }
            networks++;
            FloatNetwork real = FloatValues.of(graph);
            List<List<double[]>> samples = samples(graph, seed);
            QuantizationOptions options = QuantizationOptions.defaults().withEqualize(seed % 2 == 0);
            QuantizedNetwork quantized = PostTraining.quantize(real, samples, options);
            QuantizationReport report = Measurement.of(quantized, options, samples, Optional.empty());
            graph.operators().forEach(o -> kinds.add(o.kind()));
            quantized.graph().operators().forEach(o -> kinds.add(o.kind()));
            report.layers().forEach(line -> line.decibels().ifPresent(decibels::add));
        }
        decibels.sort(null);
        assertThat(networks).isGreaterThan(SEEDS / 5);
        assertThat(decibels.get(decibels.size() / 2)).isGreaterThan(MEDIAN);
        // What is lower shares its scale with something much larger, as concatenation demands.
        assertThat(decibels.get(decibels.size() / 20)).isGreaterThan(LOW);
        Set<OperatorKind> expected = EnumSet.complementOf(EnumSet.of(OperatorKind.CUSTOM));
        expected.removeAll(QUANTIZED_ONLY);
        expected.removeAll(kinds);
        assertThat(expected).isEmpty();
    }

    static boolean isReal(Graph graph) {
        boolean integers = graph.tensors().stream().anyMatch(t -> !isReal(graph, t));
        return !integers && graph.operators().stream().noneMatch(o -> QUANTIZED_ONLY.contains(o.kind()));
    }

    /** Whether a tensor stands for reals, or is the answer of ARG_MAX, which is an integer in either kind of network. */
    private static boolean isReal(Graph graph, Tensor tensor) {
        boolean answer =
                graph.producer(tensor.id()).filter(ArgMax.class::isInstance).isPresent();
        return answer
                || (tensor.type() == ElementType.INT8 && tensor.quantization().isPresent());
    }

    private static List<List<double[]>> samples(Graph graph, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<double[]>> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            List<double[]> sample = new ArrayList<>();
            for (int input : graph.inputs()) {
                Tensor tensor = graph.tensor(input);
                byte[] bytes = new byte[tensor.bytes()];
                random.nextBytes(bytes);
                sample.add(Values.decode(tensor, bytes));
            }
            samples.add(sample);
        }
        return samples;
    }
}
