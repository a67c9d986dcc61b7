package dev.pex.maven.described;

import dev.pex.output.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The content of a class path, independent of the paths of its jars. The content of a jar is its directory: name, size and
 * CRC-32 of every entry. Reading the entries themselves would take longer than everything else in an unchanged build.
 */
public final class ClassPathContent {
    private ClassPathContent() {}

    /** The content of jars and of folders with classes, in their order. */
    public static Fingerprint of(List<Path> classPath) throws IOException {
        Fingerprint.Builder content = Fingerprint.builder();
        for (Path path : classPath) {
            if (Files.isDirectory(path)) {
                addFolder(content, path);
            } else {
                addJar(content, path);
            }
        }
        return content.build();
    }

    private static void addJar(Fingerprint.Builder content, Path jar) throws IOException {
        StringBuilder entries = new StringBuilder();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().forEachOrdered(entry -> describe(entry, entries));
        }
        content.add("jar", entries.toString());
    }

    private static void describe(ZipEntry entry, StringBuilder text) {
        text.append(entry.getCrc())
                .append(' ')
                .append(entry.getSize())
                .append(' ')
                .append(entry.getName())
                .append('\n');
    }

    private static void addFolder(Fingerprint.Builder content, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
        for (Path file : files) {
            content.add(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
    }
}
