package dev.pex.codesign.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.pex.codesign.Networks;
import dev.pex.codesign.state.FirstState;
import dev.pex.codesign.state.Parameters;
import dev.pex.codesign.state.Role;
import dev.pex.codesign.state.Slot;
import dev.pex.codesign.state.TrainingState;
import dev.pex.floatexec.FloatExecutor;
import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.tensor.Floats;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Networks in PyTorch against the executor of float networks, which knows nothing of it: values, and gradients by differences. */
class TorchNetworkTest {
    private static final FloatNetwork EVERYTHING = Networks.everything();

    /** Inputs of several samples, one after the other. */
    private static float[] inputs(Graph graph, int samples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int elements = graph.tensor(graph.inputs().get(0)).extent().elements();
        float[] values = new float[samples * elements];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return values;
    }

    /** The operand of the final softmax, by the executor. */
    private static double[] expected(FloatNetwork network, float[] input, int sample) {
        Graph graph = network.graph();
        int elements = graph.tensor(graph.inputs().get(0)).extent().elements();
        double[] one = new double[elements];
        for (int i = 0; i < elements; i++) {
            one[i] = input[sample * elements + i];
        }
        int scores =
                graph.producer(graph.outputs().get(0)).orElseThrow().inputs().get(0);
        return FloatExecutor.runAll(network, List.of(one)).get(scores);
    }

    @Test
    void scoresAreThoseOfTheExecutor() {
        int samples = 3;
        float[] input = inputs(EVERYTHING.graph(), samples, 1);
        TrainingState state = FirstState.given(EVERYTHING);
        try (NDManager manager = NDManager.newBaseManager()) {
            TorchNetwork network = TorchNetwork.of(state, manager);
            float[] scores = network.scores(input, samples, manager, false).toFloatArray();
            for (int s = 0; s < samples; s++) {
                double[] expected = expected(EVERYTHING, input, s);
                for (int k = 0; k < expected.length; k++) {
                    assertThat((double) scores[s * expected.length + k])
                            .as("sample %s, class %s", s, k)
                            .isCloseTo(expected[k], within(1e-3 * (1 + Math.abs(expected[k]))));
                }
            }
        }
    }

    @Test
    void parametersComeBackAsTheyWere() {
        TrainingState state = FirstState.random(EVERYTHING, 5);
        try (NDManager manager = NDManager.newBaseManager()) {
            TorchParameters parameters = new TorchParameters(state.graph(), state.values(), manager, true, false);
            assertThat(parameters.values()).isEqualTo(state.values());
        }
    }

    /** The derivative of the first score along a random direction, against the difference of two executions. */
    @Test
    void gradientsAreThoseOfDifferences() {
        TrainingState state = FirstState.given(EVERYTHING);
        float[] input = inputs(EVERYTHING.graph(), 1, 2);
        Map<Slot, float[]> gradients = new TreeMap<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            TorchNetwork network = TorchNetwork.learning(state, manager);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray scores = network.scores(input, 1, manager, true);
                collector.backward(scores.get("0, 0"));
            }
            network.parameters().forEach((slot, array) -> {
                NDArray gradient = array.getGradient();
                gradients.put(
                        slot,
                        slot.role() == Role.FILTER
                                ? FilterAxes.fromTorch(network.parameters().layer(slot.operator()), gradient)
                                        .toArray()
                                : gradient.toFloatArray());
            });
        }
        for (Slot slot : gradients.keySet()) {
            float[] own = Objects.requireNonNull(gradients.get(slot));
            SplittableRandom random = new SplittableRandom(slot.operator());
            float[] direction = new float[own.length];
            double expected = 0;
            for (int i = 0; i < own.length; i++) {
                direction[i] = (float) (random.nextDouble() * 2 - 1);
                expected += (double) direction[i] * own[i];
            }
            double step = 1e-4;
            double difference =
                    (moved(slot, direction, step, input) - moved(slot, direction, -step, input)) / (2 * step);
            assertThat(expected)
                    .as(
                            "%s of %s",
                            slot.role(),
                            EVERYTHING.graph().operators().get(slot.operator()).origin())
                    .isCloseTo(difference, within(0.02 * (0.05 + Math.abs(difference))));
        }
    }

    private static double moved(Slot slot, float[] direction, double step, float[] input) {
        Map<Integer, FloatWeights> weights = new TreeMap<>(EVERYTHING.weights());
        FloatWeights own = EVERYTHING.weights(slot.operator());
        boolean filter = slot.role() == Role.FILTER;
        float[] values = (filter ? own.filter() : own.bias()).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (step * direction[i]);
        }
        Floats changed = Floats.copyOf(values);
        weights.put(
                slot.operator(),
                filter ? new FloatWeights(changed, own.bias()) : new FloatWeights(own.filter(), changed));
        return expected(new FloatNetwork(EVERYTHING.graph(), weights), input, 0)[0];
    }

    /** Batch normalisation with remembered means is part of the weights of the exported network. */
    @Test
    void exportedNetworksComputeWhatIsEvaluated() {
        TrainingState fresh = FirstState.random(EVERYTHING, 9);
        TreeMap<Slot, Floats> drawn = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(4);
        fresh.values().arrays().forEach((slot, array) -> {
            float[] values = array.toArray();
            for (int i = 0; i < values.length && slot.role() != Role.FILTER; i++) {
                values[i] += (float) (random.nextDouble() * 0.5);
            }
            drawn.put(slot, Floats.copyOf(values));
        });
        TrainingState state = TrainingState.of(fresh.graph(), new Parameters(drawn));
        float[] input = inputs(EVERYTHING.graph(), 1, 3);
        try (NDManager manager = NDManager.newBaseManager()) {
            TorchNetwork network = TorchNetwork.of(state, manager);
            float[] scores = network.scores(input, 1, manager, false).toFloatArray();
            double[] expected = expected(state.network(), input, 0);
            for (int k = 0; k < expected.length; k++) {
                assertThat((double) scores[k]).isCloseTo(expected[k], within(1e-3 * (1 + Math.abs(expected[k]))));
            }
        }
    }
}
