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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/**
 * Compiles the generated C of one model for this machine and runs one inference.
 *
 * @param input the file with all inputs
 * @param output the file for all outputs; without one they are printed
 * @param compiler the C compiler of this machine
 */
record Inference(Optional<Path> input, Optional<Path> output, String compiler) implements Goal {
    @Override
    public void handle(PexBuild build, List<ModelRequest> requests, boolean folderRun) throws BuildFailure {
        if (requests.size() > 1) {
            String names = requests.stream().map(ModelRequest::fileName).collect(Collectors.joining(", "));
            throw wrong("pex.model", "there are several models: " + names, "name one with -Dpex.model=FILE");
        }
        build.handleAll(requests, false, request -> run(build, request));
    }

    private Figures run(PexBuild build, ModelRequest request) {
        Path file = input.orElseThrow(
                () -> wrong("pex.input", "no input is given", "name a file of raw bytes with -Dpex.input=FILE"));
        Bytes given = ModelFiles.read(file, String.valueOf(file.getFileName()));
        Task task = build.task(request);
        Compilation compilation = build.compile(task.source(), task.options());
        HostToolchain toolchain = HostToolchain.defaults().withCompiler(compiler);
        Bytes result = new HostRunner(toolchain).run(compilation.files(), request.name(), given);
        Log log = build.log();
        log.info(request.fileName() + ": " + given.size() + " bytes in, " + result.size() + " bytes out, arena "
                + compilation.report().arenaBytes() + " bytes");
        output.ifPresentOrElse(
                path -> write(path, result, log),
                () -> OutputValues.lines(compilation.network(), result).forEach(log::info));
        return Figures.of(compilation.report());
    }

    private static void write(Path file, Bytes result, Log log) {
        Path folder = file.getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            throw wrong("pex.output", file + " is no file", "");
        }
        SortedMap<String, Bytes> files = new TreeMap<>();
        files.put(name.toString(), result);
        new OutputFolder(folder, "choose another file with -Dpex.output, or make its folder writable").add(files);
        log.info("output in " + file);
    }

    private static DiagnosticException wrong(String where, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.BAD_PARAMETER, where, what, help));
    }
}
