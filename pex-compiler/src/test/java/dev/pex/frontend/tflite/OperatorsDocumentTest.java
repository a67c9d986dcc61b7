package dev.pex.frontend.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/OPERATORS.md is what the registry of operators says; -Dpex.write.documents=true writes it. */
class OperatorsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "OPERATORS.md");

    @Test
    void theDocumentIsWhatTheCodeSays() throws IOException {
        if (Boolean.getBoolean("pex.write.documents")) {
            Files.writeString(DOCUMENT, document());
        }
        assertThat(DOCUMENT).content().isEqualTo(document());
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Operators

                What Pex reads from a `.tflite` file, and in which forms. Anything else is a diagnostic (PEX-0201 for
                an operator, PEX-0202 for a form) that says what is supported. Every extent fits 16 bits, except the
                inputs of FULLY_CONNECTED.

                This file is generated from the code:
                `mvn test -pl pex-graph,pex-dsl,pex-runtime-c,pex-compiler -Dtest=OperatorsDocumentTest
                -Dsurefire.failIfNoSpecifiedTests=false -Dpex.write.documents=true`

                | operator | supported forms |
                |---|---|
                """);
        OperatorReaders.forms()
                .forEach((name, form) -> text.append("| ")
                        .append(name)
                        .append(" | ")
                        .append(form)
                        .append(" |\n"));
        return text.toString();
    }
}
