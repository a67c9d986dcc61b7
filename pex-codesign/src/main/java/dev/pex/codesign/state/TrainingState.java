package dev.pex.codesign.state;

import dev.pex.channels.Kept;
import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Floats;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A float network between two epochs of training.
 *
 * @param graph its operators; their biases are zeros
 * @param values the numbers that training changes
 * @param momentum of the learnt ones, the direction in which the last steps went
 * @param averages of all values, over the last steps; what is evaluated and exported
 * @param rounding how values are rounded while it learns and is evaluated
 */
public record TrainingState(
        Graph graph, Parameters values, Parameters momentum, Parameters averages, Optional<Rounding> rounding) {
    /** What is added to a variance, so that a channel without any does not divide by zero. */
    public static final float EPSILON = 1e-3f;

    /** A state before the first step. */
    public static TrainingState of(Graph graph, Parameters values) {
        return new TrainingState(graph, values, values.zeros(Role::isLearnt), values, Optional.empty());
    }

    /**
     * The same network after a removal of channels, or with new ones, which change nothing yet. What was learnt about the others
     * stays.
     *
     * @param kept channels that are there several times have copies, which become the new ones
     * @param seed of the weights of new channels
     */
    public TrainingState withChannels(Kept kept, long seed) {
        return OtherChannels.of(this, kept, seed);
    }

    /** The same network, whose values are rounded. */
    public TrainingState rounded(Rounding grids) {
        return new TrainingState(graph, values, momentum, averages, Optional.of(grids));
    }

    /** The network with the averaged values; batch normalisation becomes part of weights and biases. */
    public FloatNetwork network() {
        Map<Integer, FloatWeights> weights = new TreeMap<>();
        for (int i = 0; i < graph.operators().size(); i++) {
            if (graph.operators().get(i) instanceof Weighted layer) {
                weights.put(i, averages.has(i, Role.GAMMA) ? folded(i, layer) : plain(i));
            }
        }
        return new FloatNetwork(graph, weights);
    }

    private FloatWeights plain(int operator) {
        return new FloatWeights(averages.at(operator, Role.FILTER), averages.at(operator, Role.BIAS));
    }

    private FloatWeights folded(int operator, Weighted layer) {
        float[] filter = averages.at(operator, Role.FILTER).toArray();
        Floats gamma = averages.at(operator, Role.GAMMA);
        Floats beta = averages.at(operator, Role.BETA);
        Floats mean = averages.at(operator, Role.MEAN);
        Floats variance = averages.at(operator, Role.VARIANCE);
        double[] factors = new double[gamma.size()];
        float[] bias = new float[gamma.size()];
        for (int k = 0; k < bias.length; k++) {
            factors[k] = gamma.get(k) / Math.sqrt((double) variance.get(k) + EPSILON);
            bias[k] = (float) (beta.get(k) - mean.get(k) * factors[k]);
        }
        for (int i = 0; i < filter.length; i++) {
            filter[i] = (float) (filter[i] * factors[layer.outputChannel(i, filter.length)]);
        }
        return new FloatWeights(Floats.copyOf(filter), Floats.copyOf(bias));
    }
}
