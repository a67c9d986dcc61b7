package dev.pex.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The executor on whole networks, byte for byte as the reference kernels. */
class ZooGoldenTest {
    @TestFactory
    Stream<DynamicTest> vectors() throws IOException {
        Path zoo = Goldens.inRepository("zoo");
        List<Path> folders;
        try (Stream<Path> files = Files.list(zoo.resolve("vectors"))) {
            folders = files.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(folders)
                .extracting(folder -> folder.getFileName().toString())
                .containsExactlyElementsOf(Goldens.zooModels().toList());
        return folders.stream()
                .flatMap(folder -> IntStream.rangeClosed(1, 3)
                        .mapToObj(seed -> DynamicTest.dynamicTest(
                                folder.getFileName() + " " + seed, () -> check(zoo, folder, seed))));
    }

    private static void check(Path zoo, Path folder, int seed) throws IOException {
        Graph graph = Goldens.read(zoo.resolve(folder.getFileName() + ".tflite"));
        Goldens.check(graph, folder.resolve(seed + ".in.bin"), folder.resolve(seed + ".out.bin"));
    }
}
