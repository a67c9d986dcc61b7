package dev.pex.codesign.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.codesign.Networks;
import dev.pex.codesign.Shapes;
import dev.pex.codesign.data.Evaluation;
import dev.pex.codesign.recipe.Recipe;
import dev.pex.codesign.recipe.StepRule;
import dev.pex.codesign.state.FirstState;
import dev.pex.codesign.state.TrainingState;
import dev.pex.codesign.torch.StepListener;
import dev.pex.codesign.torch.TorchTrainer;
import dev.pex.compiler.CompilerOptions;
import dev.pex.executor.GraphExecutor;
import dev.pex.graph.Graph;
import dev.pex.host.HostToolchain;
import dev.pex.plan.InputMode;
import dev.pex.quantize.PostTraining;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.quantize.Values;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The accuracy of generated C is that of the executor of int8 networks, and close to that of the float network. */
class GeneratedCodeTest {
    private static final Shapes TEST = new Shapes(300, 99);

    @Test
    void theCodeThatShipsAnswersAsWellAsTheFloatNetwork() {
        Recipe recipe = Recipe.defaults().withEpochs(3).withBatch(32).withSteps(new StepRule(0.1, 1, 0.9, 5e-4, 0.9));
        TrainingState state = FirstState.random(Networks.residual(), 1);
        for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
            state = TorchTrainer.epoch(state, new Shapes(1000, 1), recipe, epoch, Optional.empty(), StepListener.NONE)
                    .state();
        }
        Graph graph = PostTraining.quantize(
                        state.network(),
                        Int8Networks.inputs(state.graph(), new Shapes(1000, 1), 64),
                        QuantizationOptions.defaults())
                .graph();
        Evaluation real = TorchTrainer.evaluate(state, TEST);
        GeneratedCode.Measured measured = GeneratedCode.measure(
                graph,
                CompilerOptions.defaults().withInputMode(InputMode.STREAMED),
                HostToolchain.defaults(),
                List.of(TEST));
        assertThat(real.accuracy()).isGreaterThan(0.8);
        assertThat(measured.evaluations().get(0).correct()).isEqualTo(byExecutor(graph));
        assertThat(Math.abs(measured.evaluations().get(0).accuracy() - real.accuracy()))
                .isLessThan(0.03);
    }

    private static int byExecutor(Graph graph) {
        int correct = 0;
        for (int i = 0; i < TEST.size(); i++) {
            float[] sample = new float[Shapes.SIDE * Shapes.SIDE];
            TEST.read(i, sample, 0);
            double[] values = new double[sample.length];
            for (int k = 0; k < values.length; k++) {
                values[k] = sample[k];
            }
            byte[] input = Values.encode(graph.tensor(graph.inputs().get(0)), values);
            byte[] scores = GraphExecutor.run(graph, List.of(input)).get(0);
            int best = 0;
            for (int k = 1; k < scores.length; k++) {
                best = scores[k] > scores[best] ? k : best;
            }
            correct += best == TEST.label(i) ? 1 : 0;
        }
        return correct;
    }
}
