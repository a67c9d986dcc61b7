package dev.pex.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Where models are read from and results go when the user does not say. */
final class Locations {
    private static final String WITHOUT_PROJECT = "pex-out";

    private Locations() {}

    /** Whether there is a POM. Without one Maven makes a project up, and resolves no folders for it. */
    static boolean isReal(MavenProject project) {
        return project.getFile() != null;
    }

    static Path standardModels(MavenProject project) {
        return project.getBasedir().toPath().resolve("src").resolve("main").resolve("pex");
    }

    static Optional<Path> standardModelsOf(MavenProject project) {
        return isReal(project) ? Optional.of(standardModels(project)) : Optional.empty();
    }

    /**
     * The folder for results.
     *
     * @param given what the user said
     * @param inBuild the folder below the build directory, when there is a POM
     * @param current the folder that Maven was started in
     */
    static Path output(@Nullable File given, MavenProject project, String inBuild, Path current) {
        if (given != null) {
            return given.toPath();
        }
        return isReal(project)
                ? Path.of(project.getBuild().getDirectory()).resolve(inBuild)
                : current.resolve(WITHOUT_PROJECT);
    }
}
