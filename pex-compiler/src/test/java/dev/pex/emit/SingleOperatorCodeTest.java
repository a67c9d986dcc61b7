package dev.pex.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.schedule.LayerByLayer;
import dev.pex.testing.GeneratedPrograms;
import dev.pex.testing.Goldens;
import dev.pex.transform.Transforms;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The C of single-operator models of the zoo against the bytes of the reference kernels: of all of them in long runs, else of
 * every sixth, since the executor is held to all of them ({@code SingleOperatorGoldenTest}) and the C to the executor.
 */
class SingleOperatorCodeTest {
    private static final int EVERY = Integer.getInteger("pex.test.cases", 60) > 60 ? 1 : 6;

    /** Those with kernels of their own, which run as their twins in C here. */
    private static final Target[] TARGETS = {Target.GENERIC, Target.CORTEX_M4, Target.CORTEX_M55};

    @TempDir
    Path folder;

    @Test
    void givesTheBytesOfTheReferenceKernels() throws Exception {
        assumeTrue(GeneratedPrograms.has("gcc"), "gcc is not installed: SKIPPED");
        GeneratedPrograms programs = new GeneratedPrograms(folder, "gcc");
        List<Path> models = new ArrayList<>();
        List<Graph> graphs = new ArrayList<>();
        for (Path model : models()) {
            Graph graph;
            try {
                graph = Transforms.apply(Goldens.read(model));
            } catch (DiagnosticException unsupported) {
                continue; // SingleOperatorGoldenTest says which these are.
            }
            byte[] input = Files.readAllBytes(vector(model, ".in.bin"));
            programs.add(
                    graph,
                    MemoryPlanner.plan(graph, LayerByLayer.schedule(graph), TARGETS[models.size() % 3]),
                    List.of(input));
            models.add(model);
            graphs.add(graph);
        }
        assertThat(models).hasSizeGreaterThan(600 / EVERY);

        List<List<byte[]>> outputs = programs.run();

        for (int i = 0; i < models.size(); i++) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] output : outputs.get(i)) {
                all.write(output);
            }
            Goldens.compare(graphs.get(i), all.toByteArray(), vector(models.get(i), ".out.bin"));
        }
    }

    private static List<Path> models() throws Exception {
        try (Stream<Path> files = Files.list(Goldens.inRepository("zoo/single"))) {
            List<Path> all =
                    files.filter(f -> f.toString().endsWith(".tflite")).sorted().toList();
            return IntStream.range(0, all.size())
                    .filter(i -> i % EVERY == 0)
                    .mapToObj(all::get)
                    .toList();
        }
    }

    private static Path vector(Path model, String suffix) {
        String name = model.getFileName().toString();
        return model.resolveSibling(name.substring(0, name.length() - ".tflite".length()) + suffix);
    }
}
