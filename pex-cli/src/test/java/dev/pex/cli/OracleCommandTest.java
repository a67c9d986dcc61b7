package dev.pex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The process as a program in another language uses it: lines in, lines out. */
class OracleCommandTest {
    private static final Path ZOO = Path.of(System.getProperty("basedir", "")).resolve("../zoo");
    private static final JsonMapper JSON = new JsonMapper();

    /** What the command printed. */
    private record Run(int status, List<JsonNode> lines, String errors) {}

    private static Run run(String input, String... arguments) {
        InputStream before = System.in;
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            CommandLine command = Pex.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));
            int status = command.execute(arguments);
            List<JsonNode> lines = out.toString().lines().map(JSON::readTree).toList();
            return new Run(status, lines, errors.toString());
        } finally {
            System.setIn(before);
        }
    }

    private static Run oracle(String input, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("oracle", ZOO.resolve("ds_cnn.tflite").toString()));
        arguments.addAll(List.of(options));
        return run(input, arguments.toArray(String[]::new));
    }

    @Test
    void theFirstLineHasTheGroups() {
        Run run = oracle("", "--target", "cortex-m4", "--input-mode", "streamed");

        assertThat(run.status()).isZero();
        assertThat(run.lines()).singleElement().satisfies(line -> {
            assertThat(line.get("oracle").intValue()).isEqualTo(1);
            assertThat(line.get("target").asString()).isEqualTo("cortex-m4");
            assertThat(line.get("inputMode").asString()).isEqualTo("streamed");
            assertThat(line.get("groups")).hasSize(5).allSatisfy(group -> {
                assertThat(group.get("width").intValue()).isEqualTo(32);
                assertThat(group.get("name").asString()).isNotBlank();
            });
        });
    }

    @Test
    void narrowerNetworksNeedLess() {
        Run run = oracle("""
                {"id": 1, "widths": [32, 32, 32, 32, 32]}

                {"id": "second", "widths": [8, 16, 16, 16, 16]}
                {"widths": [8, 16, 16, 16, 16], "exact": false}
                """);

        JsonNode whole = run.lines().get(1);
        JsonNode narrow = run.lines().get(2);
        JsonNode estimate = run.lines().get(3);
        assertThat(run.lines()).hasSize(4);
        assertThat(whole.get("id").intValue()).isEqualTo(1);
        assertThat(narrow.get("id").asString()).isEqualTo("second");
        for (String figure : List.of("arenaBytes", "flashBytes", "macs")) {
            assertThat(narrow.get(figure).longValue())
                    .as(figure)
                    .isPositive()
                    .isLessThan(whole.get(figure).longValue());
        }
        assertThat(estimate.has("id")).isFalse();
        assertThat(estimate.get("exact").booleanValue()).isFalse();
        assertThat(estimate.get("macs")).isEqualTo(narrow.get("macs"));
    }

    @Test
    void aFaultyQuestionIsAnsweredAndTheNextOneToo() {
        Run run = oracle("""
                widths
                {"id": 3, "widths": 32}
                {"id": 4, "widths": [32, 32, 32, 32, 0]}
                {"id": 5, "widths": [32, 32, 32, 32, 1.5]}
                {"id": 6, "widths": [32]}
                [1]
                {"id": 7, "widths": [32, 32, 32, 32, 32], "exact": false}
                """);

        assertThat(run.status()).isZero();
        assertThat(run.lines().subList(1, 7))
                .extracting(line -> line.get("error").asString())
                .satisfiesExactly(
                        e -> assertThat(e).contains("no JSON object"),
                        e -> assertThat(e).contains("\"widths\" is no list"),
                        e -> assertThat(e).contains("1 to 32 units, not 0"),
                        e -> assertThat(e).contains("a width is 1.5"),
                        e -> assertThat(e).contains("1 selections for 5 groups"),
                        e -> assertThat(e).contains("\"widths\" is no list"));
        assertThat(run.lines().get(7).get("id").intValue()).isEqualTo(7);
        assertThat(run.lines().get(7).has("error")).isFalse();
    }

    @Test
    void aDamagedModelIsADiagnosticAndNothingElse(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("model.tflite");
        Files.writeString(file, "no model");

        Run run = run("", "oracle", file.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.lines()).isEmpty();
        assertThat(run.errors()).contains("PEX-0102 model");
        assertThat(run("", "oracle", folder.resolve("absent.tflite").toString()).errors())
                .contains("absent.tflite", "cannot be read");
    }

    @Test
    void anUnknownTargetIsAnErrorOfTheCommandLine() {
        Run run = oracle("", "--target", "z80");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.lines()).isEmpty();
        assertThat(run.errors()).contains("--target=z80 is none of generic", "cortex-m4");
    }
}
