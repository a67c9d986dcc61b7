package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    private static final Inventory NONE = new Inventory(new TreeMap<>());

    @TempDir
    private Path temp;

    @Test
    void anOwnerLosesOnlyWhatItMadeItself() {
        Inventory both = NONE.with("m:one", List.of("a", "b"), true).with("m:two", List.of("c"), true);

        assertThat(both.stale("m:one", List.of("b"))).containsExactly("a");
        assertThat(both.stale("m:two", List.of("b"))).containsExactly("c");
        assertThat(both.stale("m:three", List.of())).isEmpty();
        assertThat(both.with("m:one", List.of("b"), true).owners())
                .containsExactly(Map.entry("b", "m:one"), Map.entry("c", "m:two"));
    }

    @Test
    void whoMakesWhatAnotherMadeOwnsItIfItTakesOver() {
        Inventory first = NONE.with("m:default-cli", List.of("a"), false);

        assertThat(first.with("m:build", List.of("a"), true).owners()).containsEntry("a", "m:build");
        assertThat(first.with("m:build", List.of("a"), true)
                        .with("m:default-cli", List.of("a"), false)
                        .owners())
                .containsEntry("a", "m:build");
    }

    @Test
    void whatIsWrittenCanBeRead() throws IOException {
        Inventory inventory = NONE.with("m:one", List.of("a", Summary.FILE), true);
        inventory.write(temp);

        assertThat(Inventory.read(temp)).isEqualTo(inventory);
        assertThat(Files.readString(temp.resolve(".pex-models"))).isEqualTo("a m:one\npex-summary.json m:one\n");

        NONE.write(temp);
        assertThat(temp).isEmptyDirectory();
        assertThat(Inventory.read(temp)).isEqualTo(NONE);
    }

    @Test
    void namesThatPexDoesNotGiveAreIgnored() throws IOException {
        Files.writeString(temp.resolve(".pex-models"), "../up m:one\na\n/etc m:one\nb m:one\nA m:one\n. m:one\n");

        assertThat(Inventory.read(temp).owners().keySet()).containsExactly("b");
        assertThat(NONE.with("m:one", List.of("Wake-Word", "a b", "c"), true)
                        .owners()
                        .keySet())
                .containsExactly("c");
    }
}
