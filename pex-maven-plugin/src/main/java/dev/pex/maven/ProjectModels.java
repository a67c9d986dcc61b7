package dev.pex.maven;

import dev.pex.maven.described.Described;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;

/** Models in Java of a project, for plugins that do more with them than to compile them. */
public final class ProjectModels {
    private ProjectModels() {}

    /**
     * The {@code .pexnet} file of a model in Java, which is made when it is not there yet.
     *
     * @param name of the model
     * @throws dev.pex.diagnostic.DiagnosticException when there is none of this name, or its code fails
     */
    public static Path fileOf(
            String name,
            MavenSession session,
            MavenProject project,
            MojoExecution execution,
            ProjectDependenciesResolver resolver,
            Log log) {
        PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
        ProjectClassPath classPath = new ProjectClassPath(project, session, resolver);
        List<Described> models = JavaModels.of(
                project,
                plugin.getGoalPrefix(),
                classPath.places(execution, new Console(log)::tell),
                plugin,
                PluginContent.of(plugin),
                log);
        return JavaModels.named(models, List.of(name)).get(0).request().file();
    }
}
