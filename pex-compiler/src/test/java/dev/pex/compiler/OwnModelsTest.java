package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.host.HostProgram;
import dev.pex.host.HostToolchain;
import dev.pex.tensor.Bytes;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Any networks against the reference kernels: {@code -Dpex.test.models=FOLDER} names a folder of them with
 * vectors (docs/OWN_MODELS.md). The executor and the generated C must give the recorded bytes; a network that is
 * refused counts as skipped, with the diagnostics as the reason.
 */
class OwnModelsTest {
    private static final List<String> STRICT = List.of("-Wall", "-Wextra", "-Wconversion", "-Werror");

    @TestFactory
    Stream<DynamicTest> models() throws IOException {
        String folder = System.getProperty("pex.test.models", "");
        assumeTrue(!folder.isEmpty(), "SKIPPED: -Dpex.test.models=FOLDER names a folder of models with vectors");
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Path> models = files.filter(file -> file.toString().endsWith(".tflite"))
                    .sorted()
                    .toList();
            assertThat(models).as("models in " + folder).isNotEmpty();
            return models.stream().map(model -> DynamicTest.dynamicTest(stem(model), () -> check(model)));
        }
    }

    private static void check(Path model) throws IOException {
        String name = ModelName.of(stem(model));
        Compilation compilation;
        try {
            compilation = PexCompiler.compile(
                    new ModelSource(name, stem(model), Bytes.copyOf(Files.readAllBytes(model))),
                    CompilerOptions.defaults());
        } catch (DiagnosticException refused) {
            abort("refused: " + refused.getMessage());
            return;
        }
        HostToolchain toolchain = HostToolchain.defaults().withFlags(STRICT);
        try (HostProgram program = HostProgram.compile(compilation.files(), name, toolchain)) {
            Path vectors = model.resolveSibling("vectors").resolve(stem(model));
            assumeTrue(Files.isDirectory(vectors), "compiled; there are no vectors in " + vectors);
            for (Path input : inputs(vectors)) {
                String seed = input.getFileName().toString().replace(".in.bin", "");
                Path expected = vectors.resolve(seed + ".out.bin");
                Goldens.check(compilation.network(), input, expected);
                byte[] actual =
                        program.run(Bytes.copyOf(Files.readAllBytes(input))).toArray();
                Goldens.compare(compilation.graph(), actual, expected);
            }
        }
    }

    private static List<Path> inputs(Path vectors) throws IOException {
        try (Stream<Path> files = Files.list(vectors)) {
            List<Path> inputs = files.filter(file -> file.toString().endsWith(".in.bin"))
                    .sorted()
                    .toList();
            assertThat(inputs).as("vectors in " + vectors).isNotEmpty();
            return inputs;
        }
    }

    private static String stem(Path model) {
        return model.getFileName().toString().replace(".tflite", "");
    }
}
