package dev.pex.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    private static final FileTime OLD = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path temp;

    @Test
    void writesNestedFilesAndTheirManifest() throws IOException {
        Path folder = temp.resolve("a/b/net");

        Changes changes = new OutputFolder(folder).replace(files("net.c", "x", "lib/k.h", "y"));

        assertThat(changes.written()).containsExactly("lib/k.h", "net.c");
        assertThat(folder.resolve("net.c")).hasContent("x");
        assertThat(folder.resolve("lib/k.h")).hasContent("y");
        assertThat(Files.readAllLines(folder.resolve(".pex-files"))).containsExactly("lib/k.h", "net.c");
        assertThat(names(temp.resolve("a/b"))).containsExactly("net");
    }

    @Test
    void theSecondRunTouchesNothing() throws IOException {
        Path folder = temp.resolve("net");
        SortedMap<String, Bytes> files = files("net.c", "x", "lib/k.h", "y");
        new OutputFolder(folder).replace(files);
        makeOld(folder);

        Changes changes = new OutputFolder(folder).replace(files);

        assertThat(changes.isEmpty()).isTrue();
        assertThat(changes.unchanged()).containsExactly("lib/k.h", "net.c");
        for (Path file : regularFiles(folder)) {
            assertThat(Files.getLastModifiedTime(file)).as(file.toString()).isEqualTo(OLD);
        }
    }

    @Test
    void makersThatShareAFolderKeepTheirOwnBooks() throws IOException {
        Path folder = temp.resolve("java");
        OutputFolder one = OutputFolder.shared(folder, "one", "");
        OutputFolder two = OutputFolder.shared(folder, "two", "");
        Fingerprint first = Fingerprint.builder().add("model", "1").build();
        one.replace(files("main/a/One.java", "x", "main/a/Old.java", "y"), first);
        two.replace(files("main/a/Two.java", "z"), first);

        one.replace(files("main/a/One.java", "x"), first);

        assertThat(names(folder.resolve("main/a"))).containsExactlyInAnyOrder("One.java", "Two.java");
        assertThat(two.contentMadeFrom(first, "main/a/Two.java")).isPresent();
        assertThat(one.contentMadeFrom(first, "main/a/One.java")).isPresent();
        one.clear();
        assertThat(names(folder.resolve("main/a"))).containsExactly("Two.java");
        two.clear();
        assertThat(folder).doesNotExist();
    }

    @Test
    void remembersWhatTheFilesWereMadeFrom() {
        OutputFolder folder = new OutputFolder(temp.resolve("net"));
        SortedMap<String, Bytes> files = files("net.c", "x", "lib/k.h", "y");
        folder.replace(files, inputs("model"));

        assertThat(folder.contentMadeFrom(inputs("model"), "lib/k.h")).contains(bytes("y"));
        assertThat(folder.contentMadeFrom(inputs("model"), "k.h")).isEmpty();
        assertThat(folder.contentMadeFrom(inputs("other"), "lib/k.h")).isEmpty();
        assertThat(new OutputFolder(temp.resolve("none")).contentMadeFrom(inputs("model"), "lib/k.h"))
                .isEmpty();
    }

    @Test
    void aFolderThatSomebodyTouchedIsMadeAgain() throws IOException {
        Path path = temp.resolve("net");
        OutputFolder folder = new OutputFolder(path);
        SortedMap<String, Bytes> files = files("net.c", "x", "lib/k.h", "y");
        folder.replace(files, inputs("model"));
        Files.writeString(path.resolve("notes.txt"), "mine");
        assertThat(folder.contentMadeFrom(inputs("model"), "net.c")).isPresent();

        Files.writeString(path.resolve("net.c"), "z");
        assertThat(folder.contentMadeFrom(inputs("model"), "net.c")).isEmpty();
        assertThat(folder.replace(files, inputs("model")).written()).containsExactly("net.c");

        for (String name : List.of("lib/k.h", ".pex-files", ".pex-fingerprint")) {
            Files.delete(path.resolve(name));
            assertThat(folder.contentMadeFrom(inputs("model"), "net.c"))
                    .as(name)
                    .isEmpty();
            folder.replace(files, inputs("model"));
            assertThat(folder.contentMadeFrom(inputs("model"), "net.c"))
                    .as(name)
                    .isPresent();
        }
        Files.writeString(path.resolve(".pex-fingerprint"), "pex-fingerprint/1\nabc\nabc ../../etc/passwd\n");
        assertThat(folder.contentMadeFrom(inputs("model"), "net.c")).isEmpty();
    }

    @Test
    void filesOfAnEarlierRunThatAreLeftOverMakeItRunAgain() throws IOException {
        Path path = temp.resolve("net");
        OutputFolder folder = new OutputFolder(path);
        folder.replace(files("net.c", "x"), inputs("model"));
        Files.writeString(path.resolve("old.c"), "o");
        Files.writeString(path.resolve(".pex-files"), ".pex-fingerprint\nnet.c\nold.c\n");

        assertThat(folder.contentMadeFrom(inputs("model"), "net.c")).isEmpty();
        assertThat(folder.replace(files("net.c", "x"), inputs("model")).removed())
                .containsExactly("old.c");
    }

    @Test
    void clearingTakesOnlyWhatWasWritten() throws IOException {
        Path path = temp.resolve("net");
        OutputFolder folder = new OutputFolder(path);
        folder.replace(files("net.c", "x", "lib/k.h", "y"), inputs("model"));
        Files.writeString(path.resolve("lib/notes.txt"), "mine");

        folder.clear();

        assertThat(regularFiles(path)).containsExactly(path.resolve("lib/notes.txt"));

        Files.delete(path.resolve("lib/notes.txt"));
        Files.delete(path.resolve("lib"));
        folder.replace(files("net.c", "x"));
        folder.clear();

        assertThat(path).doesNotExist();
        folder.clear();
    }

    @Test
    void aLinkToElsewhereIsNotCleared() throws IOException {
        Path elsewhere = temp.resolve("elsewhere");
        new OutputFolder(elsewhere).replace(files("net.c", "x"));
        Path link = Files.createSymbolicLink(temp.resolve("net"), elsewhere);

        new OutputFolder(link).clear();

        assertThat(elsewhere.resolve("net.c")).hasContent("x");
        assertThat(link).exists();
    }

    @Test
    void oneFileCanBeRemoved() throws IOException {
        OutputFolder folder = new OutputFolder(temp.resolve("net"));
        folder.replace(files("net.c", "x", "net.h", "y"));

        folder.remove("net.c");
        folder.remove("none.c");

        assertThat(temp.resolve("net/net.c")).doesNotExist();
        assertThat(temp.resolve("net/net.h")).exists();
    }

    private static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Fingerprint inputs(String model) {
        return Fingerprint.builder().add("model", model).build();
    }

    @Test
    void onlyChangedFilesAreTouched() throws IOException {
        Path folder = temp.resolve("net");
        new OutputFolder(folder).replace(files("net.c", "x", "net.h", "h"));
        makeOld(folder);

        Changes changes = new OutputFolder(folder).replace(files("net.c", "z", "net.h", "h"));

        assertThat(changes.written()).containsExactly("net.c");
        assertThat(folder.resolve("net.c")).hasContent("z");
        assertThat(Files.getLastModifiedTime(folder.resolve("net.h"))).isEqualTo(OLD);
    }

    @Test
    void removesWhatIsNoLongerMadeButNothingForeign() throws IOException {
        Path folder = temp.resolve("net");
        new OutputFolder(folder).replace(files("net.c", "x", "lib/old.c", "y"));
        Files.writeString(folder.resolve("notes.txt"), "mine");

        Changes changes = new OutputFolder(folder).replace(files("net.c", "x"));

        assertThat(changes.removed()).containsExactly("lib/old.c");
        assertThat(names(folder)).containsExactly(".pex-files", "net.c", "notes.txt");
    }

    @Test
    void keepsAFolderThatHoldsForeignFiles() throws IOException {
        Path folder = temp.resolve("net");
        new OutputFolder(folder).replace(files("net.c", "x", "lib/old.c", "y"));
        Files.writeString(folder.resolve("lib/notes.txt"), "mine");

        new OutputFolder(folder).replace(files("net.c", "x"));

        assertThat(names(folder.resolve("lib"))).containsExactly("notes.txt");
    }

    @Test
    void aForgedManifestDeletesNothingOutside() throws IOException {
        Path folder = temp.resolve("net");
        Files.createDirectories(folder);
        Files.writeString(temp.resolve("precious"), "p");
        Files.writeString(folder.resolve(".pex-files"), "../precious\n/etc/hosts\n" + temp.resolve("precious") + "\n");

        new OutputFolder(folder).replace(files("net.c", "x"));

        assertThat(temp.resolve("precious")).hasContent("p");
        assertThat(Files.readAllLines(folder.resolve(".pex-files"))).containsExactly("net.c");
    }

    @Test
    void addLeavesEverythingElseAlone() throws IOException {
        Path folder = temp.resolve("net");
        new OutputFolder(folder).replace(files("net.c", "x"));

        Changes changes = new OutputFolder(folder).add(files("report.json", "{}"));

        assertThat(changes.written()).containsExactly("report.json");
        assertThat(names(folder)).containsExactly(".pex-files", "net.c", "report.json");
        assertThat(Files.readAllLines(folder.resolve(".pex-files"))).containsExactly("net.c");
    }

    @Test
    void aFileInPlaceOfTheFolderIsADiagnostic() throws IOException {
        Path folder = temp.resolve("net");
        Files.writeString(folder, "mine");

        assertUnwritable(folder, files("net.c", "x"));

        assertThat(folder).hasContent("mine");
        assertThat(names(temp)).containsExactly("net");
    }

    @Test
    void aFileAboveTheFolderIsADiagnostic() throws IOException {
        Files.writeString(temp.resolve("file"), "mine");

        assertUnwritable(temp.resolve("file/net"), files("net.c", "x"));
    }

    @Test
    void anObstacleStopsTheRunBeforeAnythingChanges() throws IOException {
        Path folder = temp.resolve("net");
        new OutputFolder(folder).replace(files("a.c", "old"));
        Files.createDirectories(folder.resolve("z.c/full"));

        assertUnwritable(folder, files("a.c", "new", "z.c", "x"));

        assertThat(folder.resolve("a.c")).hasContent("old");
        assertThat(names(temp)).containsExactly("net");
    }

    @Test
    void namesThatLeaveTheFolderAreFaultsOfTheCaller() {
        for (String name : List.of("", "../x", "a/../../x", "/x", "a//b", "a\\b", "C:x", ".pex-files", "a\nb")) {
            assertThatThrownBy(() -> new OutputFolder(temp.resolve("net")).replace(files(name, "x")))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertUnwritable(Path folder, SortedMap<String, Bytes> files) {
        DiagnosticException e =
                catchThrowableOfType(DiagnosticException.class, () -> new OutputFolder(folder).replace(files));
        assertThat(e.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.OUTPUT_UNWRITABLE);
            assertThat(d.where()).isEqualTo(folder.toString());
            assertThat(d.what())
                    .startsWith("the output folder cannot be written: ")
                    .doesNotContain("Exception");
        });
    }

    private static SortedMap<String, Bytes> files(String... namesAndContents) {
        SortedMap<String, Bytes> files = new TreeMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.put(namesAndContents[i], bytes(namesAndContents[i + 1]));
        }
        return files;
    }

    private static void makeOld(Path folder) throws IOException {
        for (Path file : regularFiles(folder)) {
            Files.setLastModifiedTime(file, OLD);
        }
    }

    private static List<Path> regularFiles(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
