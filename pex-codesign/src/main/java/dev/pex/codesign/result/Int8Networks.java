package dev.pex.codesign.result;

import dev.pex.codesign.data.Samples;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.quantize.PostTraining;
import dev.pex.quantize.QuantizationOptions;
import java.util.ArrayList;
import java.util.List;

/** Quantises trained networks. */
public final class Int8Networks {
    private Int8Networks() {}

    /**
     * The int8 form of a network.
     *
     * @param samples whose values decide ranges; of training, never of a test
     * @param count how many of them, evenly spaced
     */
    public static Graph of(FloatNetwork network, Samples samples, int count, QuantizationOptions options) {
        return PostTraining.quantize(network, inputs(network.graph(), samples, count), options)
                .graph();
    }

    /** Some samples as inputs, evenly spaced. */
    public static List<List<double[]>> inputs(Graph graph, Samples samples, int count) {
        int elements = graph.tensor(graph.inputs().get(0)).extent().elements();
        int used = Math.min(count, samples.size());
        List<List<double[]>> inputs = new ArrayList<>();
        for (int i = 0; i < used; i++) {
            inputs.add(List.of(input(samples, (int) ((long) i * samples.size() / used), elements)));
        }
        return inputs;
    }

    static double[] input(Samples samples, int index, int elements) {
        float[] values = new float[elements];
        samples.read(index, values, 0);
        double[] input = new double[elements];
        for (int k = 0; k < elements; k++) {
            input[k] = values[k];
        }
        return input;
    }
}
