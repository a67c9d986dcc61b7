package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.maven.batch.Summary;
import dev.pex.output.OutputFolder;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleOutputsTest {
    private static final Log LOG = new SystemStreamLog();

    @TempDir
    private Path root;

    @Test
    void theFolderOfARemovedModelGoes() throws IOException {
        StaleOutputs build = new StaleOutputs(root, "it:one:build", true);
        build.remove(List.of("a", "b", Summary.FILE), this::folder, LOG);
        make("a", "b");
        Files.writeString(root.resolve(Summary.FILE), "{}");

        build.remove(List.of("b"), this::folder, LOG);

        assertThat(root).isDirectoryNotContaining("glob:**/{a,pex-summary.json}");
        assertThat(root.resolve("b/lib/b.c")).exists();
    }

    @Test
    void filesOfTheUserStay() throws IOException {
        StaleOutputs build = new StaleOutputs(root, "it:one:build", true);
        build.remove(List.of("a"), this::folder, LOG);
        make("a");
        Files.writeString(root.resolve("a/notes.txt"), "mine");
        // made by hand, called as a model of another execution
        Files.createDirectory(root.resolve("b"));
        Files.writeString(root.resolve("b/b.c"), "mine");
        Files.writeString(root.resolve(Summary.FILE), "mine");

        build.remove(List.of(), this::folder, LOG);

        assertThat(root.resolve("a")).isDirectoryContaining("glob:**/notes.txt");
        assertThat(root.resolve("a/lib")).doesNotExist();
        assertThat(root.resolve("b/b.c")).hasContent("mine");
        assertThat(root.resolve(Summary.FILE)).hasContent("mine");
    }

    @Test
    void whatOthersMadeStays() throws IOException {
        new StaleOutputs(root, "it:one:build", true).remove(List.of("a"), this::folder, LOG);
        make("a");

        new StaleOutputs(root, "it:one:default-cli", false).remove(List.of("a"), this::folder, LOG);
        new StaleOutputs(root, "it:one:default-cli", false).remove(List.of(), this::folder, LOG);
        new StaleOutputs(root, "it:two:build", true).remove(List.of(), this::folder, LOG);

        assertThat(root.resolve("a/lib/a.c")).exists();
    }

    @Test
    void nothingLeavesNothing() {
        new StaleOutputs(root.resolve("none"), "it:one:build", true).remove(List.of(), this::folder, LOG);

        assertThat(root).isEmptyDirectory();
    }

    private OutputFolder folder(String model) {
        return new OutputFolder(root.resolve(model));
    }

    private void make(String... models) {
        for (String model : models) {
            SortedMap<String, Bytes> files = new TreeMap<>();
            files.put("lib/" + model + ".c", Bytes.copyOf(model.getBytes(StandardCharsets.UTF_8)));
            new OutputFolder(root.resolve(model)).replace(files);
        }
    }
}
