package dev.pex.maven;

import dev.pex.compiler.Compilation;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.host.HostRunner;
import dev.pex.host.HostToolchain;
import dev.pex.maven.batch.ModelFiles;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.maven.batch.OutputValues;
import dev.pex.output.OutputFolder;
import dev.pex.report.Figures;
import dev.pex.tensor.Bytes;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
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
    void handle(List<ModelRequest> requests, boolean folderRun) throws MojoExecutionException, MojoFailureException {
        if (requests.size() > 1) {
            String names = requests.stream().map(ModelRequest::fileName).collect(Collectors.joining(", "));
            throw wrong("pex.model", "there are several models: " + names, "name one with -Dpex.model=FILE");
        }
        handleAll(requests, false, this::run);
    }

    private Figures run(ModelRequest request) {
        Path file = userPath(input, "pex.input")
                .orElseThrow(() ->
                        wrong("pex.input", "no input is given", "name a file of raw bytes with -Dpex.input=FILE"));
        Bytes given = ModelFiles.read(file, String.valueOf(file.getFileName()));
        Task task = task(request);
        Compilation compilation = compile(task.source(), task.options());
        HostToolchain toolchain = HostToolchain.defaults().withCompiler(cc);
        Bytes result = new HostRunner(toolchain).run(compilation.files(), request.name(), given);
        getLog().info(request.fileName() + ": " + given.size() + " bytes in, " + result.size() + " bytes out, arena "
                + compilation.report().arenaBytes() + " bytes");
        userPath(output, "pex.output")
                .ifPresentOrElse(
                        path -> write(path, result),
                        () -> OutputValues.lines(compilation.network(), result).forEach(getLog()::info));
        return Figures.of(compilation.report());
    }

    private void write(Path file, Bytes result) {
        Path folder = file.getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            throw wrong("pex.output", file + " is no file", "");
        }
        SortedMap<String, Bytes> files = new TreeMap<>();
        files.put(name.toString(), result);
        new OutputFolder(folder, "choose another file with -Dpex.output, or make its folder writable").add(files);
        getLog().info("output in " + file);
    }

    private static DiagnosticException wrong(String where, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.BAD_PARAMETER, where, what, help));
    }
}
