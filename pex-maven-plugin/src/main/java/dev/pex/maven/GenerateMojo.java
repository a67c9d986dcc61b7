package dev.pex.maven;

import dev.pex.compiler.Compilation;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.output.Changes;
import dev.pex.report.Report;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Compiles models to C: for each model a folder with header, sources, weights, the kernels in use,
 * {@code CMakeLists.txt} and {@code report.json}.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, requiresProject = false, threadSafe = true)
public final class GenerateMojo extends AbstractPexMojo {
    @Inject
    public GenerateMojo(BuildPluginManager plugins) {
        super(plugins);
    }

    @Override
    String folderInBuild() {
        return "generated-sources/pex";
    }

    @Override
    void handle(List<ModelRequest> requests, boolean folderRun) throws MojoExecutionException, MojoFailureException {
        handleAll(requests, folderRun, this::generate);
    }

    private Report generate(ModelRequest request) {
        Compilation compilation = compile(request);
        Changes changes = folderOf(request).replace(compilation.files());
        Report report = compilation.report();
        getLog().info(request.fileName() + " -> " + outputFolder().resolve(request.name()) + ": arena "
                + report.arenaBytes() + " bytes, weights " + report.weightsBytes() + " bytes"
                + (changes.isEmpty() ? ", unchanged" : ""));
        return report;
    }
}
