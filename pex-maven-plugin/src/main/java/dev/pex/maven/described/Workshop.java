package dev.pex.maven.described;

import dev.pex.output.Fingerprint;
import java.nio.file.Path;
import java.util.List;

/**
 * Where models in Java are made into files, and with what.
 *
 * @param project the project's folder
 * @param sources the folder with sources that the plugin compiles; it need not exist
 * @param build the folder for classes and {@code .pexnet} files
 * @param classPath the project's class path
 * @param tools the plugin's own pex-dsl, pex-processor and what they need
 * @param plugin the code of the plugin
 */
public record Workshop(
        Path project, Path sources, Path build, List<Place> classPath, List<Path> tools, Fingerprint plugin) {
    public Workshop {
        classPath = List.copyOf(classPath);
        tools = List.copyOf(tools);
    }

    /** No model can have a name with a hyphen, so neither folder is that of one. */
    Path classes() {
        return build.resolve("java-classes");
    }

    Path models() {
        return build.resolve("java-models");
    }

    ModelSources modelSources() {
        return new ModelSources(sources, project.relativize(sources).toString().replace('\\', '/'));
    }
}
