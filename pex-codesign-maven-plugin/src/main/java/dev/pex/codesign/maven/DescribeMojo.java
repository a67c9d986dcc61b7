package dev.pex.codesign.maven;

import dev.pex.codesign.app.ModelFile;
import dev.pex.codesign.describe.DescribeOptions;
import dev.pex.codesign.describe.Describer;
import dev.pex.codesign.describe.Description;
import dev.pex.compiler.ModelName;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.maven.Console;
import dev.pex.maven.UserPaths;
import dev.pex.output.AtomicFile;
import dev.pex.output.FileFaults;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Writes readable Java code that describes the network of a model file, and its weights as a {@code .safetensors} file: the way
 * of a {@code .tflite} file into Java.
 */
@Mojo(name = "describe", requiresProject = false, threadSafe = true)
public final class DescribeMojo extends AbstractMojo {
    /** A {@code .tflite} or {@code .pexnet} file. */
    @Parameter(property = "pex.codesign.model", required = true)
    @SuppressWarnings("NullAway.Init")
    private File model;

    /** The folder for both files; the package is a folder below it. */
    @Parameter(property = "pex.codesign.output", defaultValue = "${project.build.directory}/pex-described")
    @SuppressWarnings("NullAway.Init")
    private File output;

    /** The package of the class. */
    @Parameter(property = "pex.codesign.javaPackage", defaultValue = "nets")
    private String javaPackage = "nets";

    /** The name of the class; it follows from that of the model unless given. */
    @Parameter(property = "pex.codesign.javaClass")
    private @Nullable String javaClass;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenProject project;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        UserPaths paths = UserPaths.in(session, project);
        Path file = paths.of(model, "pex.codesign.model").orElseThrow();
        Path folder = paths.of(output, "pex.codesign.output").orElseThrow();
        String name = ModelName.ofFile(String.valueOf(file.getFileName()));
        try {
            Description described = Describer.describe(
                    ModelFile.read(file, Optional.empty()),
                    new DescribeOptions(
                            javaPackage,
                            Optional.ofNullable(javaClass).orElseGet(() -> ModelFile.className(name)),
                            name + ".safetensors",
                            List.of()));
            Path java = folder.resolve(described.javaFile());
            Path weights = folder.resolve(described.weightsFile());
            AtomicFile.write(java, described.javaSource().getBytes(StandardCharsets.UTF_8));
            AtomicFile.write(weights, described.weights().toArray());
            getLog().info("described by " + java + ", with the weights " + weights);
        } catch (DiagnosticException e) {
            e.diagnostics().forEach(new Console(getLog())::tell);
            throw new MojoFailureException("Pex stopped (" + Console.codes(e.diagnostics()) + ")");
        } catch (IOException e) {
            throw new MojoExecutionException("the description cannot be written: " + FileFaults.reason(e), e);
        }
    }
}
