package dev.pex.codesign.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pex.channels.ChannelGroup;
import dev.pex.channels.ChannelGroups;
import dev.pex.codesign.Networks;
import dev.pex.codesign.Shapes;
import dev.pex.codesign.recipe.LossRule;
import dev.pex.codesign.recipe.Recipe;
import dev.pex.codesign.state.FirstState;
import dev.pex.codesign.torch.TorchTrainer;
import dev.pex.floatexec.FloatExecutor;
import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Floats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Scores of units against the loss of networks in which the weights that read a unit are a little smaller. */
class UnitScoresTest {
    private static final int SAMPLES = 8;
    private static final double STEP = 1e-3;

    /** As they are, whether training asks for changed ones or not. */
    private static Shapes samples() {
        return new Shapes(SAMPLES, 3);
    }

    @Test
    void aScoreIsTheSquareOfWhatTheLossChanges() {
        checkScores(Networks.residual());
    }

    @Test
    void soIsThatOfWhatATransposedConvolutionReads() {
        checkScores(Networks.upsampled());
    }

    /** A group whose scores are a hundredth counts a tenth; within a group everything stays in proportion. */
    @Test
    void groupsAreComparedHalfWayInRatio() {
        List<double[]> evened =
                UnitScores.evened(List.of(new double[] {100, 300}, new double[] {1, 3}, new double[] {0, 0}));

        assertThat(evened.get(0)[0] / evened.get(1)[0]).isCloseTo(10, within(1e-12));
        assertThat(evened.get(0)[1] / evened.get(0)[0]).isCloseTo(3, within(1e-12));
        assertThat(evened.get(2)).containsExactly(0, 0);
    }

    private static void checkScores(FloatNetwork network) {
        Graph graph = network.graph();
        List<ChannelGroup> groups = ChannelGroups.of(graph);
        UnitScores scores = new UnitScores(graph, groups);
        Recipe recipe = Recipe.defaults().withBatch(SAMPLES).withLoss(new LossRule(0, false, 0, 1));
        TorchTrainer.epoch(
                FirstState.given(network),
                new Plain(samples()),
                recipe,
                0,
                Optional.empty(),
                (done, steps, products) -> scores.step(products.get()));
        for (int g = 0; g < groups.size(); g++) {
            for (int u = 0; u < groups.get(g).width(); u += 5) {
                double smaller = loss(scaled(network, groups.get(g), u, 1 - STEP));
                double larger = loss(scaled(network, groups.get(g), u, 1 + STEP));
                double slope = (larger - smaller) / (2 * STEP);
                assertThat(Math.sqrt(scores.scores().get(g)[u]))
                        .as("group %s, unit %s", groups.get(g).name(), u)
                        .isCloseTo(Math.abs(slope), within(0.02 * Math.abs(slope) + 1e-4));
            }
        }
    }

    /** The network with the weights that read the channels of a unit times a factor. */
    private static FloatNetwork scaled(FloatNetwork network, ChannelGroup group, int unit, double factor) {
        Graph graph = network.graph();
        Map<Integer, FloatWeights> weights = new TreeMap<>(network.weights());
        network.weights().forEach((index, own) -> {
            Weighted layer = (Weighted) graph.operators().get(index);
            if (layer instanceof DepthwiseConv2d) {
                return;
            }
            int inputs = graph.tensor(layer.input()).extent().channels();
            float[] filter = own.filter().toArray();
            for (int i = 0; i < filter.length; i++) {
                if (group.units().get(unit).of(layer.input()).contains(layer.inputChannel(i, inputs))) {
                    filter[i] *= (float) factor;
                }
            }
            weights.put(index, new FloatWeights(Floats.copyOf(filter), own.bias()));
        });
        return new FloatNetwork(graph, weights);
    }

    /** The mean cross entropy, in double precision. */
    private static double loss(FloatNetwork network) {
        Shapes samples = samples();
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            float[] values = new float[Shapes.SIDE * Shapes.SIDE];
            samples.read(i, values, 0);
            double[] input = new double[values.length];
            for (int k = 0; k < input.length; k++) {
                input[k] = values[k];
            }
            sum -= Math.log(FloatExecutor.run(network, List.of(input)).get(0)[samples.label(i)]);
        }
        return sum / SAMPLES;
    }
}
