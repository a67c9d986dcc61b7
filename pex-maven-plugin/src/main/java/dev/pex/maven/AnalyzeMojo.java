package dev.pex.maven;

import javax.inject.Inject;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.ProjectDependenciesResolver;

/**
 * Prints what each model needs: operators with shapes, multiply-accumulates, weights and live bytes, then the peak and the
 * operator that sets it. Writes the same as {@code report.json}; generates no code. A model above the arena budget is printed
 * first and then fails the build.
 */
@Mojo(name = "analyze", requiresProject = false, threadSafe = true)
public final class AnalyzeMojo extends AbstractPexMojo {
    @Inject
    public AnalyzeMojo(BuildPluginManager plugins, ProjectDependenciesResolver resolver) {
        super(plugins, resolver);
    }

    @Override
    String folderInBuild() {
        return "pex";
    }

    @Override
    Goal goal() {
        return new Analysis();
    }
}
