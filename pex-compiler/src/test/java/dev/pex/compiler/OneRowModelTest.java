package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.host.HostProgram;
import dev.pex.host.HostToolchain;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks over time that arrive with one row: their arenas, their outputs, and what a row of their input is. */
class OneRowModelTest {
    private static final Path FOLDER = Goldens.inRepository("regressions/conv1d-time-in-width");

    @ParameterizedTest
    @CsvSource({
        "regressions/conv1d-time-in-width/tcn_time_in_width.tflite, RESIDENT, 300",
        "regressions/conv1d-time-in-width/tcn_time_in_width.tflite, STREAMED, 150",
        "zoo/waveform_1d.tflite, RESIDENT, 1200",
        "zoo/waveform_1d.tflite, STREAMED, 700",
    })
    void arenasAreSmall(String model, InputMode mode, int most) throws IOException {
        Compilation compilation = compile(Goldens.inRepository(model), mode, PartialExecution.ALL);

        assertThat(compilation.plan().arenaBytes()).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @EnumSource
    void timeInTheWidthTakesNoMoreThanTimeInTheHeight(InputMode mode) throws IOException {
        int width = arena("tcn_time_in_width", mode);
        int height = arena("tcn_time_in_height", mode);

        assertThat(width).isLessThanOrEqualTo(height * 105 / 100);
    }

    private static int arena(String model, InputMode mode) throws IOException {
        return compile(FOLDER.resolve(model + ".tflite"), mode, PartialExecution.ALL)
                .plan()
                .arenaBytes();
    }

    @ParameterizedTest
    @EnumSource
    void outputsAreThoseOfTheReference(InputMode mode) throws IOException, InterruptedException {
        Compilation compilation = compile(FOLDER.resolve("tcn_time_in_width.tflite"), mode, PartialExecution.ALL);
        HostToolchain toolchain = HostToolchain.defaults()
                .withFlags(List.of("-Wall", "-Wextra", "-Wconversion", "-Werror", "-fsanitize=address,undefined"));
        try (HostProgram program = HostProgram.compile(compilation.files(), "tcn_time_in_width", toolchain)) {
            for (int seed = 1; seed <= 3; seed++) {
                Bytes input = Bytes.copyOf(Files.readAllBytes(FOLDER.resolve(seed + ".in.bin")));
                byte[] expected = Files.readAllBytes(FOLDER.resolve(seed + ".out.bin"));
                assertThat(program.run(input).toArray()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aRowOfStreamedInputIsAFrameOfTime() throws IOException {
        Compilation compilation =
                compile(FOLDER.resolve("tcn_time_in_width.tflite"), InputMode.STREAMED, PartialExecution.ALL);

        String header = text(compilation, "tcn_time_in_width.h");
        assertThat(header)
                .contains("#define PEX_TCN_TIME_IN_WIDTH_INPUT_0_ROWS 37u")
                .contains("#define PEX_TCN_TIME_IN_WIDTH_INPUT_0_ROW_BYTES 5u");
        assertThat(compilation
                        .network()
                        .tensor(compilation.network().inputs().get(0))
                        .shape())
                .isEqualTo(compilation
                        .graph()
                        .tensor(compilation.graph().inputs().get(0))
                        .shape());
    }

    @Test
    void withoutRowsTheNetworkStaysAsItIs() throws IOException {
        Compilation compilation =
                compile(FOLDER.resolve("tcn_time_in_width.tflite"), InputMode.RESIDENT, PartialExecution.NONE);

        assertThat(compilation.graph().tensors()).anyMatch(t -> t.extent().equals(new Extent(1, 37, 8)));
    }

    private static Compilation compile(Path file, InputMode mode, PartialExecution allowed) throws IOException {
        return PexCompiler.compile(
                source(file), CompilerOptions.defaults().withInputMode(mode).withPartialExecution(allowed));
    }

    private static ModelSource source(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".tflite", "");
        return new ModelSource(name, name, Bytes.copyOf(Files.readAllBytes(file)));
    }

    private static String text(Compilation compilation, String file) {
        return new String(Objects.requireNonNull(compilation.files().get(file)).toArray(), StandardCharsets.UTF_8);
    }
}
