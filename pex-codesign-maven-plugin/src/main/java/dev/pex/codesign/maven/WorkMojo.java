package dev.pex.codesign.maven;

import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.ProjectDependenciesResolver;

/**
 * Runs trials for an exploration on another machine, until it is stopped. It takes the same model and data as the exploration, and
 * dev.pex:pex-codesign-hazelcast among the dependencies of the plugin.
 */
@Mojo(name = "work", requiresProject = false, threadSafe = true)
public final class WorkMojo extends AbstractTrainingMojo {
    @Inject
    public WorkMojo(ProjectDependenciesResolver resolver) {
        super(resolver);
    }

    @Override
    String goal() {
        return "work";
    }

    @Override
    Map<String, String> more() {
        return processes();
    }
}
