package dev.pex.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.LayerByLayerPeak;
import dev.pex.plan.InputMode;
import dev.pex.planning.PlanSearch;
import dev.pex.schedule.PartialExecution;
import dev.pex.tensor.Bytes;
import dev.pex.testing.Goldens;
import dev.pex.transform.Transforms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the README shows is what Pex prints today. */
class ReadmeTest {
    private static final String MODEL = "mlperf_kws_ref_int8";

    @Test
    void showsRealOutput() throws IOException {
        Path models = Goldens.inRepository("../shared/models");
        assumeTrue(Files.isDirectory(models), "SKIPPED: there is no folder of published models beside the project");
        String readme = Files.readString(Goldens.inRepository("README.md"));
        Compilation compilation = PexCompiler.analyze(source(models, MODEL), CompilerOptions.defaults());

        assertThat(readme).contains(ReportText.of(compilation.report()).strip());

        Bytes header = compilation.files().getOrDefault(MODEL + ".h", Bytes.copyOf(new byte[0]));
        String text = new String(header.toArray(), StandardCharsets.UTF_8);
        assertThat(readme).contains(text.substring(0, text.indexOf("*/") + 2));
    }

    @Test
    void showsRealArenas() throws IOException {
        Path models = Goldens.inRepository("../shared/models");
        assumeTrue(Files.isDirectory(models), "SKIPPED: there is no folder of published models beside the project");
        String readme = Files.readString(Goldens.inRepository("README.md"));
        List<String> rows = readme.lines()
                .filter(line -> line.matches("\\| \\w+ \\|( [0-9,]+ \\|){3}"))
                .toList();
        assertThat(rows).isNotEmpty();
        for (String row : rows) {
            String model = row.split(" *\\| *", -1)[1];
            Graph network = Goldens.read(models.resolve(model + ".tflite"));
            PlanSearch search = PlanSearch.of(Transforms.apply(network), Target.GENERIC);
            assertThat(row)
                    .isEqualTo(String.format(
                            Locale.ROOT,
                            "| %s | %,d | %,d | %,d |",
                            model,
                            LayerByLayerPeak.of(network),
                            arena(search, InputMode.RESIDENT),
                            arena(search, InputMode.STREAMED)));
        }
    }

    private static int arena(PlanSearch search, InputMode input) {
        return search.smallest(input, PartialExecution.ALL).plan().arenaBytes();
    }

    private static ModelSource source(Path models, String name) {
        try {
            return new ModelSource(name, name, Bytes.copyOf(Files.readAllBytes(models.resolve(name + ".tflite"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
