package dev.pex.frontend.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.graph.Graph;
import dev.pex.testing.PlainWords;
import java.util.List;

/** Reads models in tests. */
final class Reading {
    private Reading() {}

    static Graph read(ModelWriter model) {
        return read(model.bytes());
    }

    static Graph read(byte[] file) {
        return TfliteFrontEnd.read("model", file, new Diagnostics());
    }

    static List<Diagnostic> faults(byte[] file) {
        DiagnosticException thrown = catchThrowableOfType(
                DiagnosticException.class, () -> TfliteFrontEnd.read("model", file, new Diagnostics()));
        assertThat(thrown).as("the model is refused").isNotNull();
        PlainWords.require(thrown.diagnostics());
        return thrown.diagnostics();
    }

    static List<Diagnostic> faults(ModelWriter model) {
        return faults(model.bytes());
    }

    /** Expects a single diagnostic of the given code whose text has all of the given words. */
    static void assertRefused(ModelWriter model, Code code, String... words) {
        assertThat(faults(model)).singleElement().satisfies(d -> {
            assertThat(d.code()).as(d.toString()).isEqualTo(code);
            assertThat(d.toString()).contains(words);
            assertThat(d.where()).startsWith("model");
            assertThat(d.help()).isNotEmpty();
        });
    }
}
