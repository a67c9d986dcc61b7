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
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** The code that a plugin runs: the content of its jars, wherever they lie and whatever they are called. */
final class PluginContent {
    private PluginContent() {}

    static Fingerprint of(PluginDescriptor plugin) {
        Fingerprint.Builder content = Fingerprint.builder();
        try {
            for (URL url : plugin.getClassRealm().getURLs()) {
                add(content, Path.of(url.toURI()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a jar of the plugin has no path", e);
        }
        return content.build();
    }

    /** Inside of its own build, and in an IDE, a jar can be a folder of classes. */
    private static void add(Fingerprint.Builder content, Path jarOrFolder) throws IOException {
        if (!Files.isDirectory(jarOrFolder)) {
            content.add("jar", Files.readAllBytes(jarOrFolder));
            return;
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(jarOrFolder)) {
            tree.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
        for (Path file : files) {
            content.add(jarOrFolder.relativize(file).toString(), Files.readAllBytes(file));
        }
    }
}
