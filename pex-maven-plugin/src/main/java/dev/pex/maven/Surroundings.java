package dev.pex.maven;

import dev.pex.maven.batch.OutputClaims;
import dev.pex.maven.described.Described;
import dev.pex.output.Fingerprint;
import dev.pex.output.OutputFolder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.maven.plugin.logging.Log;

/** What a build needs of the program that runs it: in production Maven. */
interface Surroundings {
    Log log();

    /** Whether there is a project; without one, models are named on the command line. */
    boolean hasProject();

    /** Whether a run without models is a mistake: the user called the goal by name, here. */
    boolean needsModels();

    /** All models in Java of the project. */
    List<Described> modelsInJava();

    /** The content of the code that compiles. */
    Fingerprint pluginContent();

    /** The places that models of this build have taken. */
    OutputClaims claims();

    /**
     * Removes from a folder what this execution made in an earlier build and no longer makes.
     *
     * @param now names of models, and of the summary
     * @param folderOf where files of a model are
     */
    void removeStale(Path root, Collection<String> now, Function<String, OutputFolder> folderOf);

    /**
     * The Java companions of models, with what the project's dependencies allow.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when the package is not a valid one
     */
    JavaCompanions companions(Path root, String javaPackage);

    /** Adds companions to the project, for the phases that follow. */
    void add(JavaCompanions companions);
}
