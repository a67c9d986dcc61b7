package dev.pex.maven;

import dev.pex.output.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * The code that a plugin runs, wherever its jars lie and whatever they are called. Of a jar the directory counts:
 * name, size and CRC-32 of every entry, which its maker computed from the content. Reading the content itself
 * would take longer than all else that an unchanged build does.
 */
final class PluginContent {
    private PluginContent() {}

    static Fingerprint of(PluginDescriptor plugin) {
        List<Path> paths = new ArrayList<>();
        try {
            for (URL url : plugin.getClassRealm().getURLs()) {
                paths.add(Path.of(url.toURI()));
            }
            return of(paths);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a jar of the plugin has no path", e);
        }
    }

    /** Jars or, inside of the plugin's own build and in an IDE, folders of classes. */
    static Fingerprint of(List<Path> classPath) throws IOException {
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
