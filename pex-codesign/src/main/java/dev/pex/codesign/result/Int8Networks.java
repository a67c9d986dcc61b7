package dev.pex.codesign.result;

import dev.pex.codesign.data.Samples;
import dev.pex.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Samples as inputs of networks. */
public final class Int8Networks {
    private Int8Networks() {}

    /** Some samples as inputs, evenly spaced: of training, whose values decide ranges, and never of a test. */
    public static List<List<double[]>> inputs(Graph graph, Samples samples, int count) {
        int elements = graph.tensor(graph.inputs().get(0)).extent().elements();
        List<List<double[]>> inputs = new ArrayList<>();
        for (int index : spaced(samples.size(), count)) {
            inputs.add(List.of(input(samples, index, elements)));
        }
        return inputs;
    }

    /** So many indices of samples, evenly spaced from the first one on; all when there are no more. */
    public static int[] spaced(int samples, int count) {
        int used = Math.min(count, samples);
        return IntStream.range(0, used)
                .map(i -> (int) ((long) i * samples / used))
                .toArray();
    }

    /** The numbers of a sample. */
    public static double[] input(Samples samples, int index, int elements) {
        float[] values = new float[elements];
        samples.read(index, values, 0);
        double[] input = new double[elements];
        for (int k = 0; k < elements; k++) {
            input[k] = values[k];
        }
        return input;
    }
}
