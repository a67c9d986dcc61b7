package dev.pex.codesign.result;

import dev.pex.codesign.data.Samples;
import dev.pex.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/** Inputs for the quantisation of trained networks. */
public final class Int8Networks {
    private Int8Networks() {}

    /** Some samples as inputs, evenly spaced: of training, whose values decide ranges, and never of a test. */
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
