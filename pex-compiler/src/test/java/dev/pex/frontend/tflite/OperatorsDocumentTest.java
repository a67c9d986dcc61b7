package dev.pex.frontend.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.frontend.tflite.file.FileTensors;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.frontend.tflite.operators.NetworkBuilder;
import dev.pex.frontend.tflite.operators.OperatorReaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/OPERATORS.md is what the limits of the readers say; -Dpex.write.documents=true writes it. */
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
                an operator, PEX-0202 for a form) that says what is supported, in the words of this document: both are
                made of the limits that the readers of the operators check. Every extent fits 16 bits, except the
                inputs of FULLY_CONNECTED. docs/NUMERICS.md has the limits of the arithmetic.

                This file is generated from the code:
                `mvn test -pl pex-graph,pex-dsl,pex-runtime-c,pex-compiler -Dtest=OperatorsDocumentTest
                -Dsurefire.failIfNoSpecifiedTests=false -Dpex.write.documents=true`

                ## All networks

                """);
        Stream.of(NetworkReader.LIMITS, NetworkBuilder.LIMITS, FileTensors.LIMITS)
                .flatMap(List::stream)
                .map(Limit::text)
                .forEach(limit -> text.append("- ").append(limit).append('\n'));
        text.append("""

                ## By operator

                Where an operator takes int8, it takes float32 in a float network, which is then quantised.

                | operator | supported forms |
                |---|---|
                """);
        OperatorReaders.forms()
                .forEach((name, form) -> text.append("| ")
                        .append(name)
                        .append(" | ")
                        .append(form.text())
                        .append(" |\n"));
        return text.toString();
    }
}
