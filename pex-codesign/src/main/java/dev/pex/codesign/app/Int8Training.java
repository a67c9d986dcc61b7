package dev.pex.codesign.app;

import dev.pex.codesign.course.Course;
import dev.pex.codesign.course.Progress;
import dev.pex.codesign.course.Setup;
import dev.pex.codesign.data.DataSet;
import dev.pex.codesign.data.Evaluation;
import dev.pex.codesign.recipe.Recipe;
import dev.pex.codesign.result.GeneratedCode;
import dev.pex.codesign.result.Int8Networks;
import dev.pex.codesign.state.FirstState;
import dev.pex.codesign.state.Rounding;
import dev.pex.codesign.state.TrainingState;
import dev.pex.codesign.torch.TorchTrainer;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.quantize.PostTraining;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.quantize.QuantizedNetwork;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Quantization;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The int8 form of a trained network. Where rounding costs more than half a point of accuracy on validation data, the network
 * learns with rounded values for some epochs, and the better of the two forms is taken.
 */
final class Int8Training {
    /** Percentage points of accuracy. */
    private static final double MOST_LOST = 0.5;

    /** Learning rates of the training are this many times larger: weights only have to move by a step of their grid. */
    private static final double FINER = 20;

    /**
     * An int8 network.
     *
     * @param measured its C on validation data
     * @param real accuracy of the float network on them
     */
    record Made(Graph graph, GeneratedCode.Measured measured, double real) {
        double accuracy() {
            return validation().accuracy();
        }

        Evaluation validation() {
            return measured.evaluations().get(0);
        }
    }

    private final DataSet data;
    private final Measuring measuring;
    private final Recipe recipe;
    private final int epochs;
    private final int calibrated;

    /**
     * What makes int8 forms.
     *
     * @param until how many epochs of the recipe are trained; if that is not all, networks are quantised as they are
     */
    Int8Training(Settings settings, DataSet data, Measuring measuring, Recipe recipe, int until) {
        this.data = data;
        this.measuring = measuring;
        this.calibrated = settings.whole("calibrationSamples", 200);
        int wanted = settings.whole("roundingEpochs", 4);
        this.epochs = until < recipe.epochs() ? 0 : wanted;
        double rate = settings.number("roundingLearningRate", recipe.steps().learningRate() / FINER);
        this.recipe = Settings.checked(() -> recipe.withEpochs(Math.max(1, epochs))
                .withSteps(recipe.steps().withWarmUp(0).withLearningRate(rate)));
    }

    /**
     * The int8 form of a network.
     *
     * @param network that of the state, by the name that it ships with
     * @param state the network before, which teaches it
     * @param digest of the data
     * @param file where checkpoints are kept
     */
    Made of(FloatNetwork network, TrainingState state, Bytes digest, Path file, Progress progress) {
        List<List<double[]>> inputs = Int8Networks.inputs(network.graph(), data.training(), calibrated);
        QuantizedNetwork plain =
                PostTraining.quantize(network, grids(network.graph()), inputs, QuantizationOptions.defaults());
        double real = TorchTrainer.evaluate(state, data.validation()).accuracy();
        Made rounded = made(plain.graph(), real);
        if (epochs == 0 || 100 * (real - rounded.accuracy()) <= MOST_LOST) {
            return rounded;
        }
        progress.note(String.format(
                Locale.ROOT,
                "%s: %.2f %% of validation in int8, %.2f %% in float32; it learns on with rounded values",
                network.graph().name(),
                100 * rounded.accuracy(),
                100 * real));
        Rounding rounding = Rounding.of(plain);
        Setup setup = new Setup(
                FirstState.given(plain.real()).rounded(rounding),
                data.training(),
                data.validation(),
                digest,
                recipe,
                Optional.empty(),
                Optional.of(state));
        TrainingState learnt = Course.run(setup, Optional.of(file), progress).state();
        Graph graph = PostTraining.quantize(
                        learnt.network(),
                        stated(plain.real().graph(), rounding),
                        inputs,
                        // Its biases are right for rounded weights already.
                        QuantizationOptions.defaults().withCorrectBias(false))
                .graph();
        Made cured = made(graph, real);
        return cured.accuracy() > rounded.accuracy() ? cured : rounded;
    }

    /** What is stated of the input of a network. */
    private Map<Integer, Quantization> grids(Graph graph) {
        return data.grid().map(grid -> Map.of(graph.inputs().get(0), grid)).orElse(Map.of());
    }

    /** The grids that it learnt with, which its int8 form keeps. */
    private static Map<Integer, Quantization> stated(Graph graph, Rounding rounding) {
        Map<Integer, Quantization> stated = new TreeMap<>();
        rounding.tensors().forEach((tensor, grid) -> {
            if (graph.tensor(tensor).constant().isEmpty()) {
                stated.put(tensor, grid);
            }
        });
        return stated;
    }

    private Made made(Graph graph, double real) {
        return new Made(graph, measuring.of(graph, List.of(data.validation())), real);
    }
}
