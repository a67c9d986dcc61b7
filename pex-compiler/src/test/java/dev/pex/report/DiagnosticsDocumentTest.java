package dev.pex.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/DIAGNOSTICS.md has a row for each code, in their order. */
class DiagnosticsDocumentTest {
    @Test
    void everyCodeIsExplained() throws IOException {
        List<String> rows;
        try (Stream<String> lines = Files.lines(Path.of("..", "docs", "DIAGNOSTICS.md"))) {
            rows = lines.filter(line -> line.startsWith("| PEX-"))
                    .map(line -> line.substring(2, 10))
                    .toList();
        }

        assertThat(rows).isEqualTo(Stream.of(Code.values()).map(Code::id).toList());
    }
}
