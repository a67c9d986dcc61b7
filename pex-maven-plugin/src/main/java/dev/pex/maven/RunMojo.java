package dev.pex.maven;

import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.jspecify.annotations.Nullable;

/** Compiles the generated C of one model for this machine and runs one inference. */
@Mojo(name = "run", requiresProject = false, threadSafe = true)
public final class RunMojo extends AbstractPexMojo {
    /** The file with the input: raw bytes, all inputs of the model one after the other. */
    @Parameter(property = "pex.input")
    private @Nullable File input;

    /** The file for the output: raw bytes, all outputs one after the other. Without it the values are printed. */
    @Parameter(property = "pex.output")
    private @Nullable File output;

    /** The C compiler of this machine. */
    @Parameter(property = "pex.cc", defaultValue = "cc")
    private String cc = "cc";

    @Inject
    public RunMojo(BuildPluginManager plugins, ProjectDependenciesResolver resolver) {
        super(plugins, resolver);
    }

    @Override
    String folderInBuild() {
        return "pex";
    }

    @Override
    Goal goal() {
        return new Inference(userPath(input, "pex.input"), userPath(output, "pex.output"), cc);
    }
}
