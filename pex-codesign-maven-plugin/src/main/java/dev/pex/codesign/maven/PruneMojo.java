package dev.pex.codesign.maven;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.ProjectDependenciesResolver;

/**
 * Removes channels from a network that the goal train has trained, step by step, until its plan keeps to a budget of
 * SRAM, flash or multiply-accumulates (settings sram, flash, macs), with the compiler in the loop and the whole network
 * as the teacher.
 */
@Mojo(name = "prune", requiresProject = false, threadSafe = true)
public final class PruneMojo extends AbstractTrainingMojo {
    @Inject
    public PruneMojo(ProjectDependenciesResolver resolver) {
        super(resolver);
    }

    @Override
    String goal() {
        return "prune";
    }
}
