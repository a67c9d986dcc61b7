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
 * Removes what an execution has made and makes no more: the folders of models that its configuration no longer
 * has.
 *
 * @param root the output folder
 * @param owner which execution of which module it is
 * @param isBound whether the POM declares the execution; a goal called by name takes nothing over from it
 */
record StaleOutputs(Path root, String owner, boolean isBound) {
    private static final String COMMAND_LINE_ID = "default-cli";

    static StaleOutputs of(Path root, MavenProject project, MojoExecution execution) {
        String id = execution.getExecutionId();
        String owner = project.getGroupId() + ":" + project.getArtifactId() + ":" + id;
        return new StaleOutputs(root, owner.replaceAll("\\p{Cntrl}", "?"), !COMMAND_LINE_ID.equals(id));
    }

    /**
     * Removes everything of this owner but what it is about to make, and remembers that.
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
                log.info("removed what was made of " + entry + " in " + root + ": the model is no longer asked for");
            }
        }
        Inventory after = before.with(owner, now, isBound);
        if (!after.equals(before)) {
            after.write(root);
        }
    }
}
