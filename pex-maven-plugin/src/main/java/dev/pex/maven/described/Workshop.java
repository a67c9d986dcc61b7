package dev.pex.maven.described;

import dev.pex.output.Fingerprint;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders and the tools that turn models in Java into files.
 *
 * @param project the project's folder
 * @param sources the folder with sources that the plugin compiles; it need not exist
 * @param build the folder for classes and {@code .pexnet} files
 * @param classPath the project's class path
 * @param tools the plugin's own pex-dsl and pex-processor with their dependencies
 * @param plugin the code of the plugin
 */
public record Workshop(
        Path project, Path sources, Path build, List<Place> classPath, List<Path> tools, Fingerprint plugin) {
    public Workshop {
        classPath = List.copyOf(classPath);
        tools = List.copyOf(tools);
    }

    /** The folder for classes. A name of a model has no hyphen, so it cannot be the folder of a model. */
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
