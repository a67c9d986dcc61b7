package dev.pex.maven;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.maven.batch.ModelFiles;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginManagerException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * Runs a goal in the modules of a build. Maven runs a goal that needs no project only once when it is
 * called from the command line, at the root; here it visits every module that declares the plugin,
 * with that module's configuration.
 */
final class ModuleVisits {
    private static final String VISITED = "dev.pex.visited";
    private static final String BOUND = "dev.pex.bound.";

    private final MavenSession session;
    private final MojoExecution execution;
    private final BuildPluginManager plugins;
    private final Log log;

    ModuleVisits(MavenSession session, MojoExecution execution, BuildPluginManager plugins, Log log) {
        this.session = session;
        this.execution = execution;
        this.plugins = plugins;
        this.log = log;
    }

    /** Whether the goal stands at the root for all modules. */
    boolean areDue() {
        return isCommandLine() && session.getProjects().size() > 1;
    }

    /** Whether the user called this goal by name, be it here or at the root. */
    boolean isCalled(MavenProject project) {
        return isCommandLine() || isVisited(project);
    }

    boolean isVisited(MavenProject project) {
        return context(project).containsKey(VISITED);
    }

    /** Remembers that the build itself runs this goal in a project. */
    void rememberBound(MavenProject project) {
        if (!isCalled(project)) {
            context(project).put(BOUND + goal().getGoal(), true);
        }
    }

    /**
     * The modules to visit: those that declare the plugin; when none does, those that have models in
     * the standard folder.
     */
    List<MavenProject> modules() {
        List<MavenProject> declaring = session.getProjects().stream()
                .filter(p -> PomConfiguration.declared(p, pluginKey()).isPresent())
                .toList();
        return declaring.isEmpty()
                ? session.getProjects().stream()
                        .filter(p -> Files.isDirectory(Locations.modelSources(p))
                                || !ModelFiles.in(Locations.standardModels(p)).isEmpty())
                        .toList()
                : declaring;
    }

    /**
     * Visits modules one after the other; one that fails does not stop the others.
     *
     * @throws MojoFailureException when a module failed
     */
    void visit(List<MavenProject> modules) throws MojoExecutionException, MojoFailureException {
        List<String> failed = new ArrayList<>();
        for (MavenProject module : modules) {
            if (context(module).containsKey(BOUND + goal().getGoal())) {
                log.info(module.getArtifactId() + ": the build has run this goal here already");
                continue;
            }
            log.info("module " + module.getArtifactId());
            try {
                visit(module);
            } catch (MojoFailureException e) {
                failed.add(module.getArtifactId());
            }
        }
        if (!failed.isEmpty()) {
            throw new MojoFailureException(
                    failed.size() + " of " + modules.size() + " modules failed: " + String.join(", ", failed));
        }
    }

    /** Configuration of a project that a goal called by name does not see. */
    List<Diagnostic> unseenExecutions(MavenProject project) {
        return ConfigurationWarnings.unseenExecutions(execution, PomConfiguration.known(project, pluginKey()));
    }

    private void visit(MavenProject module) throws MojoExecutionException, MojoFailureException {
        MojoExecution own = PomConfiguration.execution(
                goal(),
                execution.getExecutionId(),
                PomConfiguration.of(PomConfiguration.known(module, pluginKey()), execution.getExecutionId()));
        MavenProject here = session.getCurrentProject();
        MavenSession there = session.clone();
        there.setCurrentProject(module);
        context(module).put(VISITED, true);
        try {
            plugins.executeMojo(there, own);
        } catch (PluginConfigurationException | PluginManagerException e) {
            throw new MojoExecutionException(module.getArtifactId() + ": " + e.getMessage(), e);
        } finally {
            context(module).remove(VISITED);
            session.setCurrentProject(here);
        }
    }

    private boolean isCommandLine() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }

    private MojoDescriptor goal() {
        return execution.getMojoDescriptor();
    }

    private String pluginKey() {
        return goal().getPluginDescriptor().getPluginLookupKey();
    }

    private Map<String, Object> context(MavenProject project) {
        return session.getPluginContext(goal().getPluginDescriptor(), project);
    }
}
