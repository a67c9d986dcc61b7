package dev.pex.codesign.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.pex.codesign.Networks;
import dev.pex.codesign.Shapes;
import dev.pex.codesign.recipe.Recipe;
import dev.pex.codesign.recipe.StepRule;
import dev.pex.codesign.state.FirstState;
import dev.pex.codesign.state.Rounding;
import dev.pex.codesign.state.TrainingState;
import dev.pex.executor.GraphExecutor;
import dev.pex.floats.FloatNetwork;
import dev.pex.quantize.PostTraining;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.quantize.QuantizedNetwork;
import dev.pex.quantize.Values;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What training takes for int8 is compared with the executor of int8 networks. */
class FakeQuantizationTest {
    private static final Recipe RECIPE =
            Recipe.defaults().withEpochs(6).withBatch(32).withSteps(new StepRule(0.1, 1, 0.9, 5e-4, 0.95));
    private static final Shapes SAMPLES = new Shapes(600, 1);
    private static final Shapes OTHERS = new Shapes(400, 77);

    private static TrainingState trained(TrainingState start, Recipe recipe) {
        TrainingState state = start;
        for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
            state = TorchTrainer.epoch(state, SAMPLES, recipe, epoch, Optional.empty(), StepListener.NONE)
                    .state();
        }
        return state;
    }

    private static double[] input(int sample) {
        float[] values = new float[Shapes.SIDE * Shapes.SIDE];
        OTHERS.read(sample, values, 0);
        double[] input = new double[values.length];
        for (int k = 0; k < input.length; k++) {
            input[k] = values[k];
        }
        return input;
    }

    private static QuantizedNetwork quantized(FloatNetwork network) {
        List<List<double[]>> samples = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            samples.add(List.of(input(i)));
        }
        return PostTraining.quantize(
                network, samples, QuantizationOptions.defaults().withCorrectBias(false));
    }

    @Test
    void valuesLieOnTheGridAndOnlyThoseWithinHaveAGradient() {
        Quantization grid = new Quantization(0.5f, -126);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray values = manager.create(new float[] {-9, -1.1f, -0.3f, 0.2f, 0.3f, 100.4f, 200});
            values.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray rounded = FakeQuantization.values(values, grid);
                assertThat(rounded.toFloatArray()).containsExactly(-1, -1, -0.5f, 0, 0.5f, 100.5f, 126.5f);
                collector.backward(Numbers.times(rounded, 3).sum());
            }
            assertThat(values.getGradient().toFloatArray()).containsExactly(0, 0, 3, 3, 3, 3, 0);
        }
    }

    @Test
    void eachOutputChannelHasItsGrid() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray weights = manager.create(new float[] {127, 0.4f, 0.6f, 1.27f, 0.004f, 0.006f}, new Shape(2, 3));
            float[] rounded = FakeQuantization.filter(weights).toFloatArray();
            float[] expected = {127, 0, 1, 1.27f, 0, 0.01f};
            for (int i = 0; i < expected.length; i++) {
                assertThat(rounded[i]).isCloseTo(expected[i], within(1e-6f));
            }
        }
    }

    @Test
    void theScoresAreCloseToThoseOfTheExecutor() {
        TrainingState state = trained(FirstState.random(Networks.residual(), 1), RECIPE.withEpochs(2));
        QuantizedNetwork network = quantized(state.network());
        TrainingState rounded = FirstState.given(network.real()).rounded(Rounding.of(network));
        Tensor output = network.graph().tensor(network.graph().outputs().get(0));
        Tensor first = network.graph().tensor(network.graph().inputs().get(0));
        Ints answers = TorchTrainer.answers(rounded, OTHERS);
        int agreed = 0;
        for (int i = 0; i < 200; i++) {
            byte[] made = GraphExecutor.run(network.graph(), List.of(Values.encode(first, input(i))))
                    .get(0);
            agreed += best(Values.decode(output, made)) == answers.get(i) ? 1 : 0;
        }
        assertThat(agreed).isGreaterThanOrEqualTo(196);
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int k = 1; k < scores.length; k++) {
            best = scores[k] > scores[best] ? k : best;
        }
        return best;
    }

    /** Grids of 6 steps for what has 256 in int8. */
    @Test
    void aNetworkLearnsToLiveWithRounding() {
        TrainingState state = trained(FirstState.random(Networks.residual(), 1), RECIPE);
        QuantizedNetwork network = quantized(state.network());
        SortedMap<Integer, Quantization> coarse = new TreeMap<>();
        Rounding.of(network).tensors().forEach((tensor, grid) -> {
            boolean inner = !network.real().graph().inputs().contains(tensor);
            coarse.put(tensor, inner ? new Quantization(grid.scale() * 48, -128) : grid);
        });
        TrainingState rounded = FirstState.given(network.real()).rounded(new Rounding(coarse));
        double before = TorchTrainer.evaluate(rounded, OTHERS).accuracy();

        TrainingState learnt = trained(
                rounded,
                RECIPE.withEpochs(4)
                        .withSteps(RECIPE.steps().withLearningRate(0.01).withWarmUp(0)));

        assertThat(TorchTrainer.evaluate(learnt, OTHERS).accuracy()).isGreaterThan(before + 0.05);
    }
}
