package dev.pex.executor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.graph.Graph;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The executor on public benchmark models, where they lie beside the repository. */
class BenchmarkGoldenTest {
    @ParameterizedTest
    @MethodSource("dev.pex.testing.Goldens#benchmarkModels")
    void vectors(String name) throws IOException {
        Path shared = Goldens.inRepository("../shared");
        Path model = shared.resolve("models").resolve(name + ".tflite");
        Path folder = shared.resolve("goldens").resolve(name);
        assumeTrue(Files.exists(model) && Files.exists(folder), "no " + model + " with vectors: not tested");
        Graph graph = Goldens.read(model);
        for (int seed = 1; seed <= 3; seed++) {
            Goldens.check(graph, folder.resolve(seed + ".in.bin"), folder.resolve(seed + ".out.bin"));
        }
    }
}
