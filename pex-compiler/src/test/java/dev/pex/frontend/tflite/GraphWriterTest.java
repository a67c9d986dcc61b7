package dev.pex.frontend.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.GraphExecutor;
import dev.pex.executor.RandomOperators;
import dev.pex.graph.Graph;
import dev.pex.testing.Meaning;
import dev.pex.testing.RandomNetworks;
import dev.pex.transform.Transforms;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** A network that is written as a file and read again is the same network. */
class GraphWriterTest {
    /** {@code -Dpex.test.cases=N} raises it for long runs. */
    private static final int CASES = 20 * Integer.getInteger("pex.test.cases", 60);

    private static final long SEED = Long.getLong("pex.test.seed", 1);

    @Test
    void randomNetworks() {
        int written = check(RandomNetworks::next);
        assertThat(written).isGreaterThan(CASES * 9 / 10);
    }

    @Test
    void singleOperators() {
        int written = check(seed -> RandomOperators.next(new SplittableRandom(seed)));
        assertThat(written).isGreaterThan(CASES * 8 / 10);
    }

    /** The number of networks that could be written. */
    private static int check(LongFunction<Graph> networks) {
        int written = 0;
        for (int i = 0; i < CASES; i++) {
            long seed = SEED * 7_368_787 + i;
            Graph graph = networks.apply(seed);
            Optional<byte[]> file = GraphWriter.write(graph);
            // Random scales may be beyond what the reader accepts.
            if (file.isPresent()
                    && graph.operators().stream()
                            .allMatch(o -> o.violation(graph).isEmpty())) {
                check("seed " + seed, graph, file.get(), seed);
                written++;
            }
        }
        return written;
    }

    private static void check(String name, Graph graph, byte[] file, long seed) {
        Graph read = Reading.read(file);
        assertEqual(name, Meaning.of(read), Meaning.of(graph));
        assertEqual(name, Meaning.of(Transforms.apply(read)), Meaning.of(Transforms.apply(graph)));
        List<byte[]> inputs = RandomNetworks.randomInputs(graph, seed);
        assertThat(GraphExecutor.run(read, inputs))
                .as(name)
                .containsExactlyElementsOf(GraphExecutor.run(graph, inputs));
    }

    private static void assertEqual(String name, Meaning actual, Meaning expected) {
        assertThat(actual.steps()).as(name).containsExactlyElementsOf(expected.steps());
        assertThat(actual).as(name).isEqualTo(expected);
    }

    /** Forms that no single operator of a network asks for. */
    @Test
    void rareFormsAreWritten() {
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < CASES; i++) {
            GraphWriter.write(RandomNetworks.next(i))
                    .ifPresent(file -> Reading.read(file).operators().stream()
                            .map(o -> o.origin().kind())
                            .forEach(kinds::add));
        }
        assertThat(kinds)
                .contains(
                        "SLICE", "STRIDED_SLICE", "SPLIT", "SPLIT_V", "UNPACK", "PACK", "SQUEEZE", "PADV2", "RESHAPE");
    }
}
