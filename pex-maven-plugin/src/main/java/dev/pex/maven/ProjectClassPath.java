package dev.pex.maven;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.maven.described.Place;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.DependencyResolutionResult;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;

/**
 * The class path of a project: its classes and its dependencies, except those for tests. This class resolves it, not Maven
 * before the goal runs, for two reasons: the goal may run in phases where modules of the same build have no jars yet, and it
 * visits modules that Maven does not visit.
 */
final class ProjectClassPath {
    /** Phases before the project's own classes are compiled. */
    private static final Set<String> BEFORE_CLASSES = Set.of(
            "validate", "initialize", "generate-sources", "process-sources", "generate-resources", "process-resources");

    private final MavenProject project;
    private final MavenSession session;
    private final ProjectDependenciesResolver resolver;

    ProjectClassPath(MavenProject project, MavenSession session, ProjectDependenciesResolver resolver) {
        this.project = project;
        this.session = session;
        this.resolver = resolver;
    }

    /** The elements, each with the folder of its module in this build, or otherwise of this project. */
    List<Place> places(MojoExecution execution, Consumer<Diagnostic> tell) {
        Path own = UserPaths.path(project.getBasedir());
        List<Place> places = new ArrayList<>();
        String phase = Optional.ofNullable(execution.getLifecyclePhase()).orElse("");
        if (!BEFORE_CLASSES.contains(phase)) {
            places.add(new Place(UserPaths.path(new File(project.getBuild().getOutputDirectory())), own));
        }
        if (!project.getDependencies().isEmpty()) {
            for (Dependency dependency : resolved(tell).getResolvedDependencies()) {
                Artifact artifact = dependency.getArtifact();
                places.add(new Place(
                        UserPaths.path(artifact.getFile()), module(artifact).orElse(own)));
            }
        }
        return places;
    }

    private DependencyResolutionResult resolved(Consumer<Diagnostic> tell) {
        DefaultDependencyResolutionRequest request =
                new DefaultDependencyResolutionRequest(project, session.getRepositorySession());
        request.setResolutionFilter((node, parents) -> node.getDependency() == null
                || !"test".equals(node.getDependency().getScope()));
        try {
            return resolver.resolve(request);
        } catch (DependencyResolutionException e) {
            tell.accept(Diagnostic.warning(
                    Code.UNRESOLVED,
                    "dependencies of " + project.getArtifactId(),
                    "models in them are not found: " + e.getMessage(),
                    "in a build of several modules run the phase compile or a later one"));
            return e.getResult();
        }
    }

    private Optional<Path> module(Artifact artifact) {
        return session.getProjects().stream()
                .filter(module -> module.getFile() != null
                        && module.getGroupId().equals(artifact.getGroupId())
                        && module.getArtifactId().equals(artifact.getArtifactId())
                        && module.getVersion().equals(artifact.getBaseVersion()))
                .findFirst()
                .map(module -> UserPaths.path(module.getBasedir()));
    }
}
