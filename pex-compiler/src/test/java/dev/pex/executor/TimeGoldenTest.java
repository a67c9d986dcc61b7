package dev.pex.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Conv2d;
import dev.pex.tensor.Extent;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The executor on networks over time, each with time in the width and with time in the height. */
class TimeGoldenTest {
    private static final Path TIME = Goldens.inRepository("zoo/time");
    private static final List<String> FORMS = List.of("width", "height");

    /** Both forms have one vector, so equal outputs follow. */
    @TestFactory
    Stream<DynamicTest> vectors() throws IOException {
        return Goldens.timeNetworks()
                .flatMap(name -> FORMS.stream()
                        .flatMap(form -> IntStream.rangeClosed(1, 3)
                                .mapToObj(seed -> DynamicTest.dynamicTest(
                                        name + " in " + form + " " + seed, () -> check(name, form, seed)))));
    }

    /** Files that the converter writes in another form would test nothing. */
    @Test
    void timeLiesWhereTheNameSays() throws IOException {
        for (String name : Goldens.timeNetworks().toList()) {
            assertThat(lastConvolution(name, "width").rows()).as(name).isEqualTo(1);
            assertThat(lastConvolution(name, "width").columns()).as(name).isGreaterThan(1);
            assertThat(lastConvolution(name, "height").columns()).as(name).isEqualTo(1);
            assertThat(lastConvolution(name, "height").rows()).as(name).isGreaterThan(1);
        }
    }

    private static Extent lastConvolution(String name, String form) throws IOException {
        Graph graph = Goldens.timeNetwork(name, form);
        return graph.operators().stream()
                .filter(Conv2d.class::isInstance)
                .map(o -> graph.tensor(o.output()).extent())
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static void check(String name, String form, int seed) throws IOException {
        Path vectors = TIME.resolve("vectors").resolve(name);
        assertThat(Files.isDirectory(vectors)).isTrue();
        Goldens.check(
                Goldens.timeNetwork(name, form), vectors.resolve(seed + ".in.bin"), vectors.resolve(seed + ".out.bin"));
    }
}
