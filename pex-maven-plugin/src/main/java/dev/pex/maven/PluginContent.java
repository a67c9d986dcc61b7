package dev.pex.maven;

import dev.pex.maven.described.ClassPathContent;
import dev.pex.output.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** The content of the jars of a plugin, independent of their paths. */
final class PluginContent {
    private static final Set<String> DSL =
            Set.of("dev.pex:pex-graph", "dev.pex:pex-dsl", "dev.pex:pex-processor", "org.jspecify:jspecify");

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

    /** The jars that models in Java need, and the annotation processor. */
    static List<Path> dsl(PluginDescriptor plugin) {
        return plugin.getArtifacts().stream()
                .filter(artifact -> DSL.contains(artifact.getGroupId() + ":" + artifact.getArtifactId()))
                .map(artifact -> artifact.getFile().toPath())
                .toList();
    }

    /** The content of jars or, in the plugin's own build and in an IDE, of folders with classes. */
    static Fingerprint of(List<Path> classPath) throws IOException {
        return ClassPathContent.of(classPath);
    }
}
