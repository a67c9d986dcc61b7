package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.output.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginContentTest {
    @TempDir
    private Path temp;

    @Test
    void whatIsInAJarCountsAndNotItsNameOrTimes() throws IOException {
        Fingerprint first = of(jar("a.jar", 0, "A.class", "code", "B.class", "more"));

        assertThat(of(jar("elsewhere/b.jar", 86_400_000, "A.class", "code", "B.class", "more")))
                .isEqualTo(first);
        assertThat(of(jar("c.jar", 0, "A.class", "cade", "B.class", "more"))).isNotEqualTo(first);
        assertThat(of(jar("d.jar", 0, "A.class", "code", "C.class", "more"))).isNotEqualTo(first);
        assertThat(of(jar("e.jar", 0, "A.class", "code"))).isNotEqualTo(first);
    }

    @Test
    void whereAnEntryStandsCounts() throws IOException {
        Path one = jar("one.jar", 0, "A.class", "code");
        Path two = jar("two.jar", 0, "B.class", "more");

        assertThat(of(one, two)).isNotEqualTo(of(jar("both.jar", 0, "A.class", "code", "B.class", "more")));
        assertThat(of(one, two)).isNotEqualTo(of(two, one));
    }

    @Test
    void aFolderCountsByItsContent() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("classes/dev"));
        Files.writeString(folder.resolve("A.class"), "code");
        Fingerprint first = of(temp.resolve("classes"));

        Files.writeString(folder.resolve("A.class"), "cade");
        assertThat(of(temp.resolve("classes"))).isNotEqualTo(first);
        Files.writeString(folder.resolve("A.class"), "code");
        assertThat(of(temp.resolve("classes"))).isEqualTo(first);
    }

    private static Fingerprint of(Path... classPath) throws IOException {
        return PluginContent.of(List.of(classPath));
    }

    private Path jar(String name, long time, String... namesAndContents) throws IOException {
        Path jar = temp.resolve(name);
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                ZipEntry entry = new ZipEntry(namesAndContents[i]);
                entry.setTime(time);
                zip.putNextEntry(entry);
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
