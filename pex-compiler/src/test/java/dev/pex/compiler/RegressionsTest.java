package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pex.calibration.CalibrationFiles;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.tensor.Bytes;
import dev.pex.testing.CompiledC;
import dev.pex.testing.Goldens;
import dev.pex.testing.PlainWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The cases of regressions/, whose README.md says what their {@code expected.txt} means. */
class RegressionsTest {
    private static final Path FOLDER = Goldens.inRepository("regressions");
    private static final Pattern LINE = Pattern.compile(
            "(?<file>\\S+)( with (?<samples>\\S+))? (compiles as (?<name>\\w+)|is refused: (?<code>PEX-\\d+) (?<words>.+))");

    @TempDir
    Path scratch;

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Test
    void everyCaseSaysWhatWasSeen() throws IOException {
        assertThat(cases())
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder.resolve("README.md")).isNotEmptyFile());
    }

    @TestFactory
    Stream<DynamicTest> expectations() throws IOException {
        Stream.Builder<DynamicTest> tests = Stream.builder();
        for (Path folder : cases()) {
            Path expected = folder.resolve("expected.txt");
            if (Files.exists(expected)) {
                for (String line : Files.readAllLines(expected)) {
                    tests.add(DynamicTest.dynamicTest(folder.getFileName() + ": " + line, () -> check(folder, line)));
                }
            }
        }
        return tests.build();
    }

    private void check(Path folder, String line) throws IOException, InterruptedException {
        Matcher expected = LINE.matcher(line);
        assertThat(expected.matches()).as(line).isTrue();
        String file = expected.group("file");
        String name = ModelName.of(file.replaceAll("\\.\\w+$", ""));
        Optional<Quantizing> quantizing = Optional.ofNullable(expected.group("samples"))
                .map(samples ->
                        new Quantizing(CalibrationFiles.in(folder.resolve(samples)), QuantizationOptions.defaults()));
        ModelSource source =
                new ModelSource(name, file, Bytes.copyOf(Files.readAllBytes(folder.resolve(file))), quantizing);
        if (expected.group("name") != null) {
            assertThat(name).isEqualTo(expected.group("name"));
            Compilation compilation = PexCompiler.compile(source, CompilerOptions.defaults());
            CompiledC.check(Files.createTempDirectory(scratch, "c"), name, compilation.files());
            return;
        }
        DiagnosticException refused = catchThrowableOfType(
                DiagnosticException.class, () -> PexCompiler.compile(source, CompilerOptions.defaults()));
        assertThat(refused).as("the model is refused").isNotNull();
        PlainWords.require(refused.diagnostics());
        assertThat(refused.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code().id()).isEqualTo(expected.group("code"));
            assertThat(diagnostic.toString()).contains(expected.group("words"));
        });
    }
}
