package dev.pex.maven;

import dev.pex.maven.batch.ModelRequest;
import java.util.List;

/** What a goal does with models. */
interface Goal {
    /**
     * Is called before {@link #handle} with the models that the POM asks for, possibly none; not when the command line names
     * the models.
     *
     * @param folderRun whether the user asks for a whole folder
     */
    default void prepare(PexBuild build, List<ModelRequest> requests, boolean folderRun) {}

    /**
     * Handles the models that the user asks for; there is at least one.
     *
     * @param folderRun whether the user asks for a whole folder
     * @throws BuildFailure when a model fails
     */
    void handle(PexBuild build, List<ModelRequest> requests, boolean folderRun) throws BuildFailure;
}
