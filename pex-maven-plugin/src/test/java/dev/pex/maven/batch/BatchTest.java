package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    @Test
    void oneFailureDoesNotStopTheOthers() {
        List<String> told = new ArrayList<>();

        List<Outcome> outcomes = Batch.run(
                requests("a.tflite", "bad.tflite", "broken.tflite", "z.tflite"),
                request -> switch (request.name()) {
                    case "bad" -> throw new DiagnosticException(Diagnostic.error(Code.NOT_A_MODEL, "bad", "no", ""));
                    case "broken" -> throw new IllegalStateException("our fault");
                    default -> SampleFigures.of(request.name());
                },
                outcome -> told.add(outcome.request().name()));

        assertThat(outcomes).extracting(Outcome::isOk).containsExactly(true, false, false, true);
        assertThat(outcomes.get(1).fault()).isEmpty();
        assertThat(outcomes.get(2).fault()).get().isInstanceOf(IllegalStateException.class);
        assertThat(told).containsExactly("a", "bad", "broken", "z");
    }

    @Test
    void modelsOfOneNameFailAllAndAreNotCompiled() {
        List<Outcome> outcomes = Batch.run(
                requests("a-b.tflite", "a_b.tflite", "c.tflite"), r -> SampleFigures.of(r.name()), outcome -> {});

        assertThat(outcomes).extracting(Outcome::isOk).containsExactly(false, false, true);
        assertThat(outcomes.get(0).diagnostics())
                .singleElement()
                .hasToString("PEX-0304 a-b.tflite: a_b.tflite has the same name, a_b"
                        + " (rename one file, or list the models and give one another <name>)");
    }

    @Test
    void aNameMustBeOneThatCUnderstands() {
        List<Outcome> outcomes = Batch.run(
                List.of(new ModelRequest(Path.of("a.tflite"), "Wake-Word")), r -> SampleFigures.of("x"), outcome -> {});

        assertThat(outcomes.get(0).diagnostics())
                .singleElement()
                .extracting(Diagnostic::code, Diagnostic::help)
                .containsExactly(
                        Code.BAD_PARAMETER,
                        "names have lower case letters, digits and single underscores, such as wake_word");
    }

    @Test
    void messagesNameTheFile() {
        assertThat(place("my net.tflite")).isEqualTo("my net.tflite");
        assertThat(place("my_net")).isEqualTo("my net.tflite");
        assertThat(place("my_net: operator 3")).isEqualTo("my net.tflite: operator 3");
        assertThat(place("my_network: operator 3")).isEqualTo("my net.tflite, my_network: operator 3");
        assertThat(place("C compiler 'cc'")).isEqualTo("my net.tflite, C compiler 'cc'");
    }

    private static String place(String where) {
        Diagnostic diagnostic = Diagnostic.error(Code.TOOL_FAILED, where, "what", "");
        return Outcome.failed(ModelRequest.of(Path.of("dir/my net.tflite")), List.of(diagnostic))
                .diagnostics()
                .get(0)
                .where();
    }

    private static List<ModelRequest> requests(String... files) {
        return List.of(files).stream().map(Path::of).map(ModelRequest::of).toList();
    }
}
