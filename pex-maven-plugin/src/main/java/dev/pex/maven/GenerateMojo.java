package dev.pex.maven;

import java.io.File;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.jspecify.annotations.Nullable;

/**
 * Compiles models to C: for each model a folder with header, sources, weights, the kernels in use, {@code CMakeLists.txt} and
 * {@code report.json}, and Java classes on request. A folder is left as it is when model, options, compiler and files have not
 * changed.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, requiresProject = false, threadSafe = true)
public final class GenerateMojo extends AbstractPexMojo {
    private static final String JAVA_OUTPUT = "pex.javaOutputDirectory";

    /**
     * The package of a Java class for each model with the constants of its C header; the class has no dependencies. If the
     * project depends on {@code pex-compiler}, tests also get a class that runs the network. Without a package no Java is
     * written.
     */
    @Parameter(property = "pex.javaPackage")
    private @Nullable String javaPackage;

    /**
     * The folder for Java. Its subfolder {@code main} becomes a source root of the project, {@code test} a source root for
     * tests, and {@code test-resources} a resource folder for tests. In a project it is {@code generated-sources/pex-java} in
     * the build folder, otherwise {@code pex-out-java}.
     */
    @Parameter(property = JAVA_OUTPUT)
    private @Nullable File javaOutputDirectory;

    @Inject
    public GenerateMojo(BuildPluginManager plugins, ProjectDependenciesResolver resolver) {
        super(plugins, resolver);
    }

    @Override
    String folderInBuild() {
        return "generated-sources/pex";
    }

    @Override
    Goal goal() {
        return new Generation(
                Optional.ofNullable(javaPackage),
                userPath(javaOutputDirectory, JAVA_OUTPUT).orElseGet(this::standardJavaFolder));
    }
}
