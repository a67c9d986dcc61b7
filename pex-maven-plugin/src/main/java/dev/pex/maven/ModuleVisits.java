package dev.pex.maven;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.maven.batch.ModelFiles;
import dev.pex.maven.batch.ModelSelection;
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
 * Runs a goal in the modules of a build. When a goal that needs no project is called from the command line, Maven runs it only
 * once, at the root. This class runs it in every module that declares the plugin, with that module's configuration.
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

    /** Whether the goal was called at the root of several modules, each of which it has to visit. */
    boolean areDue() {
        return isCommandLine() && session.getProjects().size() > 1;
    }

    /** Whether the user called this goal by name, here or at the root. */
    boolean isCalled(MavenProject project) {
        return isCommandLine() || isVisited(project);
    }

    boolean isVisited(MavenProject project) {
        return context(project).containsKey(VISITED);
    }

    /** Remembers that the POM binds this goal in a project. */
    void rememberBound(MavenProject project) {
        if (!isCalled(project)) {
            context(project).put(BOUND + goal().getGoal(), true);
        }
    }

    /**
     * Visits all modules with models.
     *
     * @param files the models that the user asks for at the root
     * @throws DiagnosticException when there is no module to visit
     * @throws MojoFailureException when a module failed
     */
    void visitAll(ModelSelection files) throws MojoExecutionException, MojoFailureException {
        List<MavenProject> modules = modules();
        if (modules.isEmpty()) {
            throw new DiagnosticException(files.nothingFound());
        }
        visit(modules);
    }

    /**
     * The modules to visit: those that declare the plugin; when none does, those that have models in
     * the standard folder.
     */
    private List<MavenProject> modules() {
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

    /** Visits modules one after the other; one that fails does not stop the others. */
    private void visit(List<MavenProject> modules) throws MojoExecutionException, MojoFailureException {
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

    /** Warnings about configuration of a project that a goal called by name ignores. */
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
