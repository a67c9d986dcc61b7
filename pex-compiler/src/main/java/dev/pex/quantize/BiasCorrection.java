package dev.pex.quantize;

import dev.pex.floatexec.FloatExecutor;
import dev.pex.floatexec.FloatKernels;
import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Corrects biases for rounded weights, which shift the mean of a layer's output. The shift is measured on the samples, channel
 * by channel, and subtracted from the bias (Nagel et al. 2019, section 4.2, in its empirical form).
 */
final class BiasCorrection {
    private final Graph graph;
    private final Weighted layer;

    /** The quantised filter minus the float filter; the bias is 0. */
    private final FloatWeights error;

    /** Sums of the errors of all output elements so far, by channel. */
    private final double[] sums;

    private BiasCorrection(Graph graph, Weighted layer, Floats error) {
        this.graph = graph;
        this.layer = layer;
        this.error =
                new FloatWeights(error, Floats.copyOf(new float[layer.bias().size()]));
        this.sums = new double[layer.bias().size()];
    }

    /**
     * The corrected biases, by index of the operator.
     *
     * @param filters the quantised filters, by index of the operator
     */
    static Map<Integer, Floats> of(FloatNetwork network, Map<Integer, Filter> filters, List<List<double[]>> samples) {
        Graph graph = network.graph();
        Map<Integer, BiasCorrection> corrections = new HashMap<>();
        filters.forEach((index, filter) -> {
            Weighted layer = (Weighted) graph.operators().get(index);
            Floats real = network.weights(index).filter();
            corrections.put(index, new BiasCorrection(graph, layer, LayerWeights.error(layer, filter, real)));
        });
        List<BiasCorrection> all = new ArrayList<>(corrections.values());
        for (List<double[]> sample : samples) {
            List<double[]> values = FloatExecutor.runAll(network, sample);
            all.forEach(correction -> correction.add(values));
        }
        Map<Integer, Floats> biases = new HashMap<>();
        corrections.forEach((index, correction) ->
                biases.put(index, correction.corrected(network.weights(index).bias(), samples.size())));
        return biases;
    }

    private void add(List<double[]> values) {
        double[] shift = FloatKernels.sums(graph, layer, error, values.get(layer.input()));
        for (int i = 0; i < shift.length; i++) {
            sums[i % sums.length] += shift[i];
        }
    }

    private Floats corrected(Floats bias, int samples) {
        long count = (long) samples * graph.outputOf(layer).extent().elements() / sums.length;
        float[] corrected = bias.toArray();
        for (int k = 0; k < corrected.length; k++) {
            corrected[k] = (float) (corrected[k] - sums[k] / count);
        }
        return Floats.copyOf(corrected);
    }
}
