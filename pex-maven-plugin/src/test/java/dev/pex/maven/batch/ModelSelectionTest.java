package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSelectionTest {
    @TempDir
    Path temp;

    @Test
    void theStandardFolderCountsWhenNothingIsNamed() throws IOException {
        touch("b.tflite", "A.TFLITE", "notes.txt", "deeper/c.tflite");

        assertThat(select(Optional.empty(), Optional.empty(), List.of()).requests())
                .extracting(ModelRequest::fileName)
                .containsExactly("A.TFLITE", "b.tflite");
    }

    @Test
    void aNamedModelCountsAlone() throws IOException {
        touch("b.tflite", "a.tflite");

        assertThat(select(Optional.of(temp.resolve("My Net-2.tflite")), Optional.empty(), List.of())
                        .requests())
                .containsExactly(new ModelRequest(temp.resolve("My Net-2.tflite"), "my_net_2"));
    }

    @Test
    void allThatIsNamedIsTakenOnce() throws IOException {
        touch("a.tflite", "b.tflite");
        ModelRequest listed = new ModelRequest(temp.resolve("b.tflite"), "other");

        assertThat(select(Optional.of(temp.resolve("a.tflite")), Optional.of(temp), List.of(listed))
                        .requests())
                .extracting(ModelRequest::name)
                .containsExactly("a", "other", "b");
    }

    @Test
    void nothingAtAllIsNoFaultHere() {
        ModelSelection selection = new ModelSelection(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        assertThat(selection.requests()).isEmpty();
        assertThat(selection.nothingFound().toString()).contains("PEX-0303").contains("-Dpex.model=FILE");
    }

    @Test
    void aFolderThatWasNamedMustHaveModels() throws IOException {
        touch("file");
        for (String name : List.of("missing", "file", ".")) {
            Path folder = temp.resolve(name).normalize();
            ModelSelection selection = select(Optional.empty(), Optional.of(folder), List.of());

            assertThatThrownBy(selection::requests)
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessageStartingWith("PEX-0303 pex.models " + folder);
        }
    }

    private ModelSelection select(Optional<Path> single, Optional<Path> folder, List<ModelRequest> listed) {
        return new ModelSelection(single, folder, listed, Optional.of(temp));
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Path file = temp.resolve(name);
            Files.createDirectories(temp.resolve("deeper"));
            Files.writeString(file, "");
        }
    }
}
