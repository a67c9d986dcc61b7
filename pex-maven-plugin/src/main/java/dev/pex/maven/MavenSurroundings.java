package dev.pex.maven;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.maven.batch.OutputClaims;
import dev.pex.maven.described.Described;
import dev.pex.output.Fingerprint;
import dev.pex.output.OutputFolder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;

/** A Maven project, with the values that all goals of one build share. */
record MavenSurroundings(
        MavenSession session,
        MavenProject project,
        MojoExecution execution,
        ProjectDependenciesResolver resolver,
        ModuleVisits visits,
        Log log)
        implements Surroundings {
    private static final String CLAIMS = "dev.pex.claims";
    private static final String TOLD = "dev.pex.told";
    private static final String INVENTORIES = "dev.pex.inventories";
    private static final String CONTENT = "dev.pex.content";

    @Override
    public boolean hasProject() {
        return Locations.isReal(project);
    }

    @Override
    public boolean needsModels() {
        return visits.isCalled(project) && !visits.isVisited(project);
    }

    @Override
    public List<Described> modelsInJava() {
        ProjectClassPath classPath = new ProjectClassPath(project, session, resolver);
        return JavaModels.of(
                project,
                descriptor().getGoalPrefix(),
                classPath.places(execution, new Console(log)::tell),
                descriptor(),
                pluginContent(),
                log);
    }

    @Override
    public Fingerprint pluginContent() {
        return shared(CONTENT, () -> PluginContent.of(descriptor()));
    }

    @Override
    public OutputClaims claims() {
        return shared(CLAIMS, OutputClaims::new);
    }

    @Override
    public void removeStale(Path root, Collection<String> now, Function<String, OutputFolder> folderOf) {
        synchronized (shared(INVENTORIES, Object::new)) {
            StaleOutputs.of(root, project, execution).remove(now, folderOf, log);
        }
    }

    @Override
    public JavaCompanions companions(Path root, String javaPackage) {
        return JavaCompanions.of(project, root, javaPackage);
    }

    @Override
    public void add(JavaCompanions companions) {
        companions.addTo(project);
    }

    /** Parameters that no goal has; each once in a build, however many executions share the configuration. */
    List<Diagnostic> unknownParameters() {
        Set<String> told = shared(TOLD, ConcurrentHashMap::newKeySet);
        UnknownParameters unknown = new UnknownParameters(descriptor());
        Stream<Diagnostic> onCommandLine =
                unknown.onCommandLine(session.getUserProperties()).stream().filter(each -> told.add(each.where()));
        Stream<Diagnostic> inPom = unknown
                .inPom(PomConfiguration.of(
                        PomConfiguration.known(project, descriptor().getPluginLookupKey()), execution.getExecutionId()))
                .stream()
                .filter(each -> told.add(project.getId() + " " + each.where()));
        return Stream.concat(onCommandLine, inPom).toList();
    }

    /** A value that all goals of one build share. */
    @SuppressWarnings("unchecked")
    private <T> T shared(String key, Supplier<T> make) {
        return (T) session.getPluginContext(descriptor(), session.getTopLevelProject())
                .computeIfAbsent(key, absent -> make.get());
    }

    private PluginDescriptor descriptor() {
        return execution.getMojoDescriptor().getPluginDescriptor();
    }
}
