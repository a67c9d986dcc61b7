package dev.pex.codesign.state;

import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Floats;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Where training begins. */
public final class FirstState {
    private FirstState() {}

    /** A network with the weights that it has, without batch normalisation. */
    public static TrainingState given(FloatNetwork network) {
        SortedMap<Slot, Floats> values = new TreeMap<>();
        network.weights().forEach((operator, weights) -> {
            values.put(new Slot(operator, Role.FILTER), weights.filter());
            values.put(new Slot(operator, Role.BIAS), weights.bias());
        });
        return TrainingState.of(network.graph(), new Parameters(values));
    }

    /**
     * A network with random weights: normally distributed with the variance 2 / fan-in, which keeps the variance of activations
     * through rectifiers (He et al., 2015). All layers have batch normalisation, except those that no other layer with weights
     * follows.
     *
     * @param seed the same seed gives the same weights
     */
    public static TrainingState random(FloatNetwork network, long seed) {
        Graph graph = network.graph();
        Set<Integer> last = lastLayers(graph);
        SortedMap<Slot, Floats> values = new TreeMap<>();
        network.weights().forEach((operator, weights) -> {
            int channels = weights.bias().size();
            values.put(
                    new Slot(operator, Role.FILTER),
                    drawn(weights.filter().size(), channels, generator(seed, operator)));
            if (last.contains(operator)) {
                values.put(new Slot(operator, Role.BIAS), filled(channels, 0));
            } else {
                values.put(new Slot(operator, Role.GAMMA), filled(channels, 1));
                values.put(new Slot(operator, Role.BETA), filled(channels, 0));
                values.put(new Slot(operator, Role.MEAN), filled(channels, 0));
                values.put(new Slot(operator, Role.VARIANCE), filled(channels, 1));
            }
        });
        return TrainingState.of(graph, new Parameters(values));
    }

    /** The odd multiplier that keeps neighbouring seeds apart. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Random numbers for the weights of a layer. */
    static SplittableRandom generator(long seed, int operator) {
        return new SplittableRandom(seed + operator * GOLDEN);
    }

    /** Weights of a layer with some output channels. */
    static Floats drawn(int weights, int channels, SplittableRandom random) {
        float[] filter = new float[weights];
        double deviation = Math.sqrt(2.0 * channels / weights);
        for (int i = 0; i < filter.length; i++) {
            filter[i] = (float) (deviation * normal(random));
        }
        return Floats.copyOf(filter);
    }

    /** By Box and Muller, with functions that give the same bits on all machines. */
    private static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    private static Floats filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return Floats.copyOf(values);
    }

    /** Indices of the layers with weights of which no other one reads anything. */
    private static Set<Integer> lastLayers(Graph graph) {
        Set<Integer> read = new HashSet<>();
        Set<Integer> last = new HashSet<>();
        for (int i = graph.operators().size() - 1; i >= 0; i--) {
            var operator = graph.operators().get(i);
            boolean reaches = read.contains(operator.output());
            if (operator instanceof Weighted && !reaches) {
                last.add(i);
            }
            if (operator instanceof Weighted || reaches) {
                read.addAll(operator.inputs());
            }
        }
        return last;
    }
}
