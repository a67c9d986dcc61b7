package dev.pex.maven;

import dev.pex.maven.batch.Inventory;
import dev.pex.maven.batch.Summary;
import dev.pex.output.OutputFolder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedSet;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * Removes what an execution made in an earlier build and no longer makes: the folders of models that its configuration no longer
 * names.
 *
 * @param root the output folder
 * @param owner the module and the execution
 * @param isBound whether the POM declares the execution; a goal called by name takes over no entry of such an execution
 */
record StaleOutputs(Path root, String owner, boolean isBound) {
    private static final String COMMAND_LINE_ID = "default-cli";

    static StaleOutputs of(Path root, MavenProject project, MojoExecution execution) {
        String id = execution.getExecutionId();
        String owner = project.getGroupId() + ":" + project.getArtifactId() + ":" + id;
        return new StaleOutputs(root, owner.replaceAll("\\p{Cntrl}", "?"), !COMMAND_LINE_ID.equals(id));
    }

    /**
     * Removes everything that this owner made, except what it is going to make now, and records the latter.
     *
     * @param now names of models, and of the summary
     * @param folderOf where files of a model are
     */
    void remove(Collection<String> now, Function<String, OutputFolder> folderOf, Log log) {
        Inventory before = Inventory.read(root);
        SortedSet<String> stale = before.stale(owner, now);
        for (String entry : stale) {
            if (entry.equals(Summary.FILE)) {
                new OutputFolder(root).remove(entry);
            } else {
                folderOf.apply(entry).clear();
                log.info("removed the files of " + entry + " in " + root + ": this execution no longer has the model");
            }
        }
        Inventory after = before.with(owner, now, isBound);
        if (!after.equals(before)) {
            after.write(root);
        }
    }
}
