package dev.pex.quantize;

import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Weighted;
import dev.pex.quantize.FloatEdit.Layer;
import dev.pex.tensor.Floats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cross-layer equalisation. When all operators between two layers with weights commute with a positive factor, each channel
 * may be divided by a factor in the first layer and multiplied by it in the second. The factor taken makes the largest
 * weights of the channel equal in both layers (Nagel et al. 2019, equation 11).
 */
final class Equalization {
    /** Factors of neighbouring pairs depend on each other; they settle after a few rounds. */
    private static final int ROUNDS = 20;

    private static final double SETTLED = 1e-3;

    private final FloatNetwork network;
    private final Graph graph;
    private final List<Layer> layers;

    /** Names of tensors whose values must not change, because their quantisation is given. */
    private final Set<String> kept;

    private Equalization(FloatNetwork network, Set<String> kept) {
        this.network = network;
        this.kept = kept;
        this.graph = network.graph();
        this.layers = new ArrayList<>(FloatEdit.layers(network));
    }

    static FloatNetwork of(FloatNetwork network, Set<String> kept) {
        return new Equalization(network, kept).equalized();
    }

    private FloatNetwork equalized() {
        double change = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && change > SETTLED; round++) {
            change = 0;
            for (int i = 0; i < layers.size(); i++) {
                Optional<Integer> next = next(i);
                if (next.isPresent()) {
                    change = Math.max(change, equalize(i, next.get()));
                }
            }
        }
        return FloatEdit.rebuilt(network, layers);
    }

    /** The layer with weights that is the only reader of another layer, through operators that commute with a factor. */
    private Optional<Integer> next(int layer) {
        if (!(layers.get(layer).operator() instanceof Weighted first)
                || !first.activation().passesFactors()) {
            return Optional.empty();
        }
        int tensor = first.output();
        while (graph.consumers(tensor).size() == 1
                && !graph.outputs().contains(tensor)
                && !kept.contains(graph.tensor(tensor).name())) {
            Operator reader = graph.consumers(tensor).get(0);
            if (reader instanceof Weighted second) {
                boolean sameChannels = graph.tensor(second.input()).extent().channels()
                        == first.bias().size();
                return sameChannels ? Optional.of(index(tensor)) : Optional.empty();
            }
            if (!reader.passesChannelFactors()) {
                return Optional.empty();
            }
            tensor = reader.output();
        }
        return Optional.empty();
    }

    private int index(int read) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).operator().inputs().contains(read)) {
                return i;
            }
        }
        throw new IllegalStateException("nothing reads tensor " + read);
    }

    /** Equalises two layers; returns the largest distance of a factor from 1. */
    private double equalize(int from, int to) {
        Weighted first = (Weighted) layers.get(from).operator();
        Weighted second = (Weighted) layers.get(to).operator();
        float[] firstFilter = weights(from).filter().toArray();
        float[] secondFilter = weights(to).filter().toArray();
        float[] bias = weights(from).bias().toArray();
        int channels = bias.length;
        double[] made = new double[channels];
        for (int i = 0; i < firstFilter.length; i++) {
            int channel = first.outputChannel(i, firstFilter.length);
            made[channel] = Math.max(made[channel], Math.abs(firstFilter[i]));
        }
        double[] read = new double[channels];
        for (int i = 0; i < secondFilter.length; i++) {
            int channel = second.inputChannel(i, channels);
            read[channel] = Math.max(read[channel], Math.abs(secondFilter[i]));
        }
        double[] factors = new double[channels];
        Arrays.setAll(factors, k -> made[k] > 0 && read[k] > 0 ? Math.sqrt(made[k] / read[k]) : 1);
        for (int i = 0; i < firstFilter.length; i++) {
            firstFilter[i] = (float) (firstFilter[i] / factors[first.outputChannel(i, firstFilter.length)]);
        }
        for (int i = 0; i < secondFilter.length; i++) {
            secondFilter[i] = (float) (secondFilter[i] * factors[second.inputChannel(i, channels)]);
        }
        double change = 0;
        for (int k = 0; k < channels; k++) {
            bias[k] = (float) (bias[k] / factors[k]);
            change = Math.max(change, Math.abs(factors[k] - 1));
        }
        put(from, new FloatWeights(Floats.copyOf(firstFilter), Floats.copyOf(bias)));
        put(to, new FloatWeights(Floats.copyOf(secondFilter), weights(to).bias()));
        return change;
    }

    private FloatWeights weights(int layer) {
        return layers.get(layer).weights().orElseThrow();
    }

    private void put(int layer, FloatWeights weights) {
        layers.set(layer, new Layer(layers.get(layer).operator(), Optional.of(weights)));
    }
}
