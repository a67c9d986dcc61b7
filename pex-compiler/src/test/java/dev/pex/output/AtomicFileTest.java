package dev.pex.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are replaced as a whole, or not at all. */
class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void partsFollowEachOtherInAFileThatReplacesAnother() throws IOException {
        Path file = folder.resolve("new/folder/file");
        AtomicFile.write(file, new byte[] {1, 2}, new byte[0], new byte[] {3});
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});

        AtomicFile.write(file, new byte[] {4});

        assertThat(file).hasBinaryContent(new byte[] {4});
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void nothingIsLeftWhenTheFileCannotBeReplaced() throws IOException {
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken.resolve("inside"));

        assertThatThrownBy(() -> AtomicFile.write(taken, new byte[] {1})).isInstanceOf(IOException.class);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(taken);
        }
        assertThat(taken).isDirectoryContaining(path -> path.endsWith("inside"));
    }
}
