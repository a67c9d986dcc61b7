package dev.pex.compiler;

import dev.pex.graph.Graph;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Inputs by chance, uniform from -1 to 1 and always the same: a network whose weights are random has no data, and
 * ranges of any kind will do for it.
 */
final class RandomInputs {
    private static final int SAMPLES = 4;

    private RandomInputs() {}

    static List<List<double[]>> of(Graph graph) {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, SAMPLES)
                .mapToObj(sample -> graph.inputs().stream()
                        .map(input -> random.doubles(
                                        graph.tensor(input).extent().elements(), -1, 1)
                                .toArray())
                        .toList())
                .toList();
    }
}
