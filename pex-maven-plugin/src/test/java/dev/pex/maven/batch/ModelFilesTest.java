package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
    @TempDir
    Path temp;

    @Test
    void readsAFile() throws IOException {
        Path file = Files.write(temp.resolve("net.tflite"), new byte[] {1, 2});

        assertThat(ModelFiles.read(file, "net.tflite").toArray()).containsExactly(1, 2);
    }

    @Test
    void saysWhyItCannot() {
        assertThatThrownBy(() -> ModelFiles.read(temp.resolve("net.tflite"), "net.tflite"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage(
                        "PEX-0101 net.tflite: there is no such file (looked for " + temp.resolve("net.tflite") + ")");
        assertThatThrownBy(() -> ModelFiles.read(temp, "net.tflite"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0101 net.tflite: it is a folder, not a file");
    }
}
