package dev.pex.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.Code;
import dev.pex.executor.RandomOperators.Kind;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The executor on networks of one operator, byte for byte as the reference kernels. */
class SingleOperatorGoldenTest {
    private static final Path FOLDER = Goldens.inRepository("zoo/single");

    /** A transpose of four axes that all move is more than rows, columns and channels can say. */
    private static final Set<String> REFUSED = Set.of("transpose_18");

    @TestFactory
    Stream<DynamicTest> vectors() throws IOException {
        return models().stream()
                .filter(model -> !REFUSED.contains(name(model)))
                .map(model -> DynamicTest.dynamicTest(name(model), () -> check(model)));
    }

    private static void check(Path model) throws IOException {
        Path inputs = model.resolveSibling(name(model) + ".in.bin");
        Path outputs = model.resolveSibling(name(model) + ".out.bin");
        Goldens.check(Goldens.read(model), inputs, outputs);
    }

    @TestFactory
    Stream<DynamicTest> refused() {
        return REFUSED.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThatThrownBy(() -> Goldens.read(FOLDER.resolve(name + ".tflite")))
                                .hasMessageContaining(Code.UNSUPPORTED_FORM.id())));
    }

    @Test
    void everyOperatorHasVectors() throws IOException {
        List<String> names =
                models().stream().map(SingleOperatorGoldenTest::name).toList();
        for (Kind kind : Kind.values()) {
            // In model files both are called QUANTIZE.
            String prefix = kind == Kind.REQUANTIZE ? "quantize" : kind.identifier();
            assertThat(names).anyMatch(name -> name.matches(prefix + "_\\d+"));
        }
    }

    private static String name(Path model) {
        return model.getFileName().toString().replace(".tflite", "");
    }

    private static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".tflite"))
                    .sorted()
                    .toList();
        }
    }
}
