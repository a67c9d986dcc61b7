package dev.pex.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.graph.Graph;
import dev.pex.operator.OperatorKind;
import dev.pex.tensor.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Random networks as model files, whose outputs the reference kernels computed. */
class RandomSampleTest {
    private static final Path FOLDER = Goldens.inRepository("zoo/random");

    @TestFactory
    Stream<DynamicTest> executor() throws IOException {
        return models().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Graph graph = Goldens.read(FOLDER.resolve(name + ".tflite"));
                    Goldens.check(graph, FOLDER.resolve(name + ".in.bin"), FOLDER.resolve(name + ".out.bin"));
                }));
    }

    /**
     * The whole way from the file to what a firmware would run, networks in one program: every third, or all of them in long
     * runs.
     */
    @Test
    void generatedC(@TempDir Path folder) throws Exception {
        assumeTrue(GeneratedPrograms.has("gcc"), "gcc is not installed: SKIPPED");
        GeneratedPrograms programs = new GeneratedPrograms(folder, "gcc");
        List<Graph> graphs = new ArrayList<>();
        List<String> models = new ArrayList<>(models());
        if (Integer.getInteger("pex.test.seeds", 1) == 1) {
            List<String> all = models();
            models.removeIf(name -> all.indexOf(name) % 3 != 0);
        }
        for (String name : models) {
            Bytes file = Bytes.copyOf(Files.readAllBytes(FOLDER.resolve(name + ".tflite")));
            Compilation compilation =
                    PexCompiler.compile(new ModelSource(name, name + ".tflite", file), CompilerOptions.defaults());
            byte[] inputs = Files.readAllBytes(FOLDER.resolve(name + ".in.bin"));
            programs.add(compilation.graph(), compilation.plan(), List.of(inputs));
            graphs.add(compilation.graph());
        }
        List<List<byte[]>> outputs = programs.run();
        for (int i = 0; i < graphs.size(); i++) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            outputs.get(i).forEach(all::writeBytes);
            Goldens.compare(graphs.get(i), all.toByteArray(), FOLDER.resolve(models.get(i) + ".out.bin"));
        }
    }

    /** All except the one that the reference has no kernel for, in all forms that files have. */
    @Test
    void theSampleHasEveryOperator() throws IOException {
        Set<OperatorKind> operators = RandomNetworksTest.allOperators();
        operators.remove(OperatorKind.RELU_N1_TO_1);
        Set<OperatorKind> found = EnumSet.noneOf(OperatorKind.class);
        Set<String> forms = new HashSet<>();
        Set<Integer> outputs = new HashSet<>();
        for (String name : models()) {
            Graph graph = Goldens.read(FOLDER.resolve(name + ".tflite"));
            graph.operators().forEach(o -> found.add(o.kind()));
            graph.operators().forEach(o -> forms.add(o.origin().kind()));
            outputs.add(graph.outputs().size());
        }
        assertThat(found).isEqualTo(operators);
        assertThat(forms)
                .contains(
                        "CONCATENATION",
                        "PACK",
                        "SLICE",
                        "STRIDED_SLICE",
                        "SPLIT",
                        "SPLIT_V",
                        "UNPACK",
                        "SQUEEZE",
                        "PAD",
                        "PADV2");
        assertThat(outputs).contains(1, 2, 3);
    }

    /** Not a test: writes models and inputs anew, for zoo/run_random.py to compute the outputs. */
    @Test
    @EnabledIfSystemProperty(named = "pex.write.random", matches = "true")
    void writesTheSample() throws IOException {
        RandomSample.write(FOLDER);
    }

    private static List<String> models() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".tflite"))
                    .map(f -> f.replace(".tflite", ""))
                    .sorted()
                    .toList();
        }
    }
}
