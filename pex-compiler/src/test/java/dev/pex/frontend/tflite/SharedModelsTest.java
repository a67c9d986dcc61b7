package dev.pex.frontend.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.diagnostic.Diagnostics;
import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Published models, where they are at hand: they read, and have the known number of multiply-accumulates. */
class SharedModelsTest {
    private static final Path SHARED = Path.of(System.getProperty("pex.shared", "../../shared"));
    private static final Pattern MACS = Pattern.compile("\"macs\": *([0-9]+)");

    @ParameterizedTest
    @MethodSource("dev.pex.testing.Goldens#benchmarkModels")
    void reads(String name) throws IOException {
        Path file = SHARED.resolve("models").resolve(name + ".tflite");
        assumeTrue(Files.exists(file), "the published models are not at hand; set pex.shared to their folder");
        Diagnostics diagnostics = new Diagnostics();
        Graph graph = TfliteFrontEnd.read(name, Files.readAllBytes(file), diagnostics);
        assertThat(diagnostics.all()).isEmpty();
        Path meta = SHARED.resolve("goldens").resolve(name).resolve("meta.json");
        Matcher macs = MACS.matcher(Files.readString(meta, StandardCharsets.UTF_8));
        assertThat(macs.find()).isTrue();
        assertThat(Macs.of(graph)).isEqualTo(Long.parseLong(macs.group(1)));
    }
}
