package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFileTest {
    @TempDir
    private Path temp;

    private Path file(String content) throws IOException {
        return Files.write(temp.resolve("labels.txt"), content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneLabelInALine() throws IOException {
        assertThat(LabelFile.read(file("\ufeffyes\r\n no \n\ncaf\u00e9\n \n\n")))
                .containsExactly("yes", "no", "", "caf\u00e9");
    }

    @Test
    void whatIsNoSuchFileIsADiagnostic() throws IOException {
        assertThatThrownBy(() -> LabelFile.read(file("\n \n")))
                .hasMessageStartingWith("PEX-0309 labels.txt: it has no labels (write one label per line");
        Files.write(temp.resolve("labels.txt"), new byte[] {'a', (byte) 0xff});
        assertThatThrownBy(() -> LabelFile.read(temp.resolve("labels.txt")))
                .hasMessageStartingWith("PEX-0309 labels.txt: it is not text in UTF-8");
        assertThatThrownBy(() -> LabelFile.read(temp.resolve("none.txt")))
                .hasMessageStartingWith("PEX-0101 none.txt: there is no such file");
    }
}
