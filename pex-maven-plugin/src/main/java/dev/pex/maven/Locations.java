package dev.pex.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/** The standard folders for models and results. */
final class Locations {
    private static final String WITHOUT_PROJECT = "pex-out";
    private static final String JAVA = "generated-sources/pex-java";

    private Locations() {}

    /** Whether there is a POM. Without one Maven invents a project, and resolves no folders for it. */
    static boolean isReal(MavenProject project) {
        return project.getFile() != null;
    }

    static Path standardModels(MavenProject project) {
        return UserPaths.path(project.getBasedir())
                .resolve("src")
                .resolve("main")
                .resolve("pex");
    }

    /** The folder with Java sources of models that the plugin compiles. */
    static Path modelSources(MavenProject project) {
        return standardModels(project).resolve("java");
    }

    static Optional<Path> standardModelsOf(MavenProject project) {
        return isReal(project) ? Optional.of(standardModels(project)) : Optional.empty();
    }

    /**
     * The folder for results.
     *
     * @param inBuild the folder below the build directory, when there is a POM
     * @param started the folder that Maven was started in
     */
    static Path output(MavenProject project, String inBuild, Path started) {
        return isReal(project)
                ? UserPaths.path(new File(project.getBuild().getDirectory())).resolve(inBuild)
                : started.resolve(WITHOUT_PROJECT);
    }

    /** The folder for Java; see {@link #output}. */
    static Path java(MavenProject project, Path started) {
        return isReal(project) ? output(project, JAVA, started) : started.resolve(WITHOUT_PROJECT + "-java");
    }
}
