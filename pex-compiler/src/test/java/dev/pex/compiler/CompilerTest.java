package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.kernel.Target;
import dev.pex.plan.LiveBytes;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.tensor.Bytes;
import dev.pex.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler as a whole, on the project's own models. */
class CompilerTest {
    @ParameterizedTest
    @MethodSource("dev.pex.testing.Goldens#zooModels")
    void arenaHoldsWhatIsAliveAndNoMoreThanLayerByLayer(String model) throws IOException {
        Compilation compilation = compile(model);

        assertThat(compilation.report().arenaBytes())
                .isGreaterThanOrEqualTo(LiveBytes.of(compilation.plan()).peak())
                .isLessThanOrEqualTo(compilation.report().alternatives().layerByLayerBytes());
        assertThat(compilation.report().arena().lowerBoundBytes())
                .isLessThanOrEqualTo(compilation.report().arena().liveBytes());
        assertThat(compilation.report().work().macsSchedule())
                .isEqualTo(compilation.report().work().macsNetwork());
        assertThat(compilation.report().arena().bottleneck().bytes())
                .isEqualTo(compilation.report().arena().liveBytes());
        assertThat(text(compilation, model + ".h"))
                .contains("ARENA_BYTES " + compilation.report().arenaBytes() + "u");
    }

    @Test
    void outputDependsOnNothingButTheInput() throws IOException {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Compilation here = compile("residual_float_io");
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));

            assertThat(compile("residual_float_io").files()).isEqualTo(here.files());

            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(compile("residual_float_io").files()).isEqualTo(here.files());
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void shipsOnlyTheKernelsInUse() throws IOException {
        assertThat(compile("autoencoder").files().keySet())
                .contains("pex_fully_connected_s8.c", "pex_runtime.h", "CMakeLists.txt", "report.json")
                .doesNotContain("pex_conv2d_s8.c", "pex_softmax_s8.c");
    }

    @Test
    void aTargetBringsItsKernels() throws IOException {
        Compilation dsp = compile("autoencoder", CompilerOptions.defaults().withTarget(Target.CORTEX_M4));
        assertThat(dsp.files().keySet())
                .contains("pex_fully_connected_s8_dsp.c", "pex_dsp.c", "pex_dsp.h")
                .doesNotContain("pex_fully_connected_s8_mve.c");
        assertThat(text(dsp, "autoencoder.h")).contains("target cortex-m4", "CCR.UNALIGN_TRP");
        assertThat(text(dsp, "CMakeLists.txt")).contains("add_library(pex_dsp STATIC pex_dsp.c)");

        Compilation mve = compile("autoencoder", CompilerOptions.defaults().withTarget(Target.CORTEX_M55));
        assertThat(mve.files().keySet())
                .contains("pex_fully_connected_s8_mve.c", "pex_layers_mve.h")
                .doesNotContain("pex_dsp.c");
        assertThat(text(mve, "autoencoder.h")).doesNotContain("UNALIGN_TRP");
    }

    @Test
    void theWrittenPlanCanBeCheckedOnItsOwn() throws Exception {
        Compilation compilation = compile("ds_cnn");
        Bytes written = compilation.files().getOrDefault("plan.pb", Bytes.copyOf(new byte[0]));

        Plan plan = PlanCodec.fromBytes(written);

        assertThat(plan).isEqualTo(compilation.plan());
        assertThat(Verifier.faults(compilation.graph(), plan)).isEmpty();
    }

    @Test
    void everyStageLeavesADump() throws IOException {
        Compilation compilation = compile("mobilenet_v1");

        assertThat(text(compilation, "dump/1-network.txt")).contains("PAD");
        assertThat(text(compilation, "dump/1-rewrites.txt"))
                .startsWith("rewrite 0: ")
                .contains(": FoldPadIntoWindow\n  - #")
                .contains("\n  + #");
        assertThat(text(compilation, "dump/2-graph.txt")).contains("DEPTHWISE_CONV_2D");
        assertThat(text(compilation, "dump/3-schedule.txt")).startsWith("step 0: ");
        assertThat(text(compilation, "dump/4-plan.txt")).contains("buffer 0: [");
    }

    private static String text(Compilation compilation, String file) {
        Bytes content = compilation.files().getOrDefault(file, Bytes.copyOf(new byte[0]));
        return new String(content.toArray(), StandardCharsets.UTF_8);
    }

    private static Compilation compile(String model) throws IOException {
        return compile(model, CompilerOptions.defaults());
    }

    private static Compilation compile(String model, CompilerOptions options) throws IOException {
        byte[] file = Files.readAllBytes(Path.of("..", "zoo", model + ".tflite"));
        return PexCompiler.compile(new ModelSource(model, model + ".tflite", Bytes.copyOf(file)), options);
    }
}
