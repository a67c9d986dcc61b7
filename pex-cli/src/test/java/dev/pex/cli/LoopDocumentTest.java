package dev.pex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documentation shows the loop in PyTorch as it is. It needs an engine of gigabytes, so that no test runs it. */
class LoopDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("..");

    @Test
    void theDocumentationHasTheProgram() throws IOException {
        String program = Files.readString(ROOT.resolve("examples/oracle/prune.py"));

        assertThat(Files.readString(ROOT.resolve("docs/CODESIGN.md"))).contains("```python\n" + program + "```\n");
        assertThat(program.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(62);
    }
}
