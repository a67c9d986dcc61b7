package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.report.Report;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final CompilerOptions DEFAULTS = CompilerOptions.defaults();

    @Test
    void aBudgetThatIsKeptChangesNothing() throws IOException {
        Compilation free = compile("ds_cnn", DEFAULTS);
        int arena = free.report().arenaBytes();

        assertThat(compile("ds_cnn", DEFAULTS.withArenaBudget(arena))).isEqualTo(free);
    }

    @ParameterizedTest
    @CsvSource({"ds_cnn, 9000", "ds_cnn, 4000", "audio_1d, 20000", "mobilenet_v2, 60000", "residual_float_io, 30000"})
    void theLowerBoundIsThatWithoutABudget(String model, int budget) throws IOException {
        Report free = compile(model, DEFAULTS).report();
        Report report = compile(model, DEFAULTS.withArenaBudget(Math.max(budget, free.arenaBytes())))
                .report();

        assertThat(report.arena().lowerBoundBytes()).isEqualTo(free.arena().lowerBoundBytes());
        assertThat(report.arena().lowerBoundBytes()).isLessThanOrEqualTo(free.arenaBytes());
    }

    @Test
    void aBudgetThatIsExceededNamesTheOperatorOfThePeak() throws IOException {
        Report report = compile("ds_cnn", DEFAULTS).report();
        long budget = report.arenaBytes() - 1L;

        assertThatThrownBy(() -> compile("ds_cnn", DEFAULTS.withArenaBudget(budget)))
                .asInstanceOf(InstanceOfAssertFactories.type(DiagnosticException.class))
                .satisfies(e -> assertThat(e.diagnostics()).singleElement().satisfies(d -> {
                    assertThat(d.code()).isEqualTo(Code.ARENA_BUDGET);
                    assertThat(d.what().replace(",", ""))
                            .contains("takes " + report.arenaBytes() + " bytes")
                            .contains("1 bytes more than the budget of " + budget + " bytes")
                            .contains("#" + report.arena().bottleneck().operator() + " "
                                    + report.arena().bottleneck().kind())
                            .contains(report.arena().bottleneck().bytes() + " bytes alive");
                }));
    }

    @Test
    void int8EdgesMakeInputOutputAndArenaSmaller() throws IOException {
        Compilation model = compile("residual_float_io", DEFAULTS);
        Compilation int8 = compile("residual_float_io", DEFAULTS.withIo(Io.INT8));

        assertThat(types(model)).contains(ElementType.FLOAT32);
        assertThat(types(int8)).containsOnly(ElementType.INT8);
        assertThat(int8.report().arena().inputBytes())
                .isEqualTo(model.report().arena().inputBytes() / 4);
        assertThat(int8.report().arenaBytes()).isLessThan(model.report().arenaBytes());
        assertThat(new String(
                        int8.files()
                                .getOrDefault("residual_float_io.h", Bytes.copyOf(new byte[0]))
                                .toArray(),
                        StandardCharsets.UTF_8))
                .contains("_INPUT_0_SCALE ", "_INPUT_0_ZERO_POINT ", "_OUTPUT_0_SCALE ", "_OUTPUT_0_ZERO_POINT ");
    }

    private static List<ElementType> types(Compilation compilation) {
        return Stream.concat(compilation.graph().inputs().stream(), compilation.graph().outputs().stream())
                .map(id -> compilation.graph().tensor(id).type())
                .toList();
    }

    private static Compilation compile(String model, CompilerOptions options) throws IOException {
        byte[] file = Files.readAllBytes(Path.of("..", "zoo", model + ".tflite"));
        return PexCompiler.compile(new ModelSource(model, model + ".tflite", Bytes.copyOf(file)), options);
    }
}
