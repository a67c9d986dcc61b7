package dev.pex.host;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.FileFaults;
import dev.pex.output.Folders;
import dev.pex.tensor.Bytes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** A generated model as a program of the host, in a temporary folder that is deleted when this is closed. */
public final class HostProgram implements AutoCloseable {
    private static final String MAIN = "pex_host_main.c";
    private static final String PROGRAM = "pex_host_program";

    private final Path folder;
    private final HostToolchain toolchain;
    private final ModelInterface model;

    private HostProgram(Path folder, HostToolchain toolchain, ModelInterface model) {
        this.folder = folder;
        this.toolchain = toolchain;
        this.model = model;
    }

    /**
     * Compiles the files of a compilation.
     *
     * @param files contents by relative path; every {@code .c} file is compiled
     * @param name of the model
     * @throws DiagnosticException when the compiler is missing or refuses
     */
    public static HostProgram compile(SortedMap<String, Bytes> files, String name, HostToolchain toolchain) {
        return compile(files, name, toolchain, guarded(() -> Files.createTempDirectory("pex-host")));
    }

    /** Compiles in a folder that is deleted at the end. */
    static HostProgram compile(SortedMap<String, Bytes> files, String name, HostToolchain toolchain, Path folder) {
        HostProgram program = new HostProgram(folder, toolchain, ModelInterface.of(files, name));
        boolean done = false;
        try {
            guarded(() -> program.build(files));
            done = true;
            return program;
        } finally {
            if (!done) {
                program.close();
            }
        }
    }

    /**
     * Runs one inference.
     *
     * @param input all inputs one after the other
     * @return all outputs one after the other
     * @throws DiagnosticException when the input has the wrong size or the program fails
     */
    public Bytes run(Bytes input) {
        return run(List.of(input)).get(0);
    }

    /**
     * Runs several inferences, one after the other in one process.
     *
     * @param inputs for each inference all inputs one after the other
     * @return for each inference all outputs one after the other
     * @throws DiagnosticException when an input has the wrong size or the program fails
     */
    public List<Bytes> run(List<Bytes> inputs) {
        inputs.forEach(model::requireInput);
        return guarded(() -> {
            Path file = folder.resolve("pex_host.input");
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
                for (Bytes input : inputs) {
                    stream.write(input.toArray());
                }
            }
            byte[] output = new BoundedProcess(folder, toolchain.runLimit())
                    .run(
                            new BoundedProcess.Tool(model.model() + " on the host", ""),
                            List.of(folder.resolve(PROGRAM).toString()),
                            Optional.of(file));
            int size = model.totalOutput();
            if (output.length != inputs.size() * size) {
                throw new IllegalStateException(
                        "the program wrote " + output.length + " bytes instead of " + inputs.size() + " x " + size);
            }
            return IntStream.range(0, inputs.size())
                    .mapToObj(i -> Bytes.copyOf(Arrays.copyOfRange(output, i * size, (i + 1) * size)))
                    .toList();
        });
    }

    @Override
    public void close() {
        guarded(() -> {
            Folders.delete(folder);
            return folder;
        });
    }

    private Path build(SortedMap<String, Bytes> files) throws IOException {
        Path sources = Files.createDirectory(folder.resolve("src"));
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            Path target = sources.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue().toArray());
        }
        Files.writeString(sources.resolve(MAIN), HostMain.source(model), StandardCharsets.UTF_8);
        Path program = folder.resolve(PROGRAM);
        new BoundedProcess(folder, toolchain.compileLimit())
                .run(
                        new BoundedProcess.Tool("C compiler '" + toolchain.compiler() + "'", advice()),
                        command(files, program),
                        Optional.empty());
        return program;
    }

    private List<String> command(SortedMap<String, Bytes> files, Path program) {
        List<String> command = new ArrayList<>(List.of(compiler(), "-O2", "-std=c99", "-DPEX_PORTABLE_TWINS"));
        command.addAll(toolchain.flags());
        // Only for quoted names: a model can have the name of a system header.
        command.addAll(List.of("-iquote", "src", "-o", program.toString()));
        files.keySet().stream()
                .filter(name -> name.endsWith(".c"))
                .map(name -> "src/" + name)
                .forEach(command::add);
        command.add("src/" + MAIN);
        return command;
    }

    private String advice() {
        return toolchain.compiler().indexOf(' ') < 0
                ? "install a C compiler or name another one with -Dpex.cc"
                : "pex.cc is a command or a path without flags; a script can add them";
    }

    /** A path is relative to the working folder of the user, not to the temporary folder. */
    private String compiler() {
        Path path = Path.of(toolchain.compiler());
        return path.getNameCount() > 1 ? path.toAbsolutePath().toString() : toolchain.compiler();
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private static <T> T guarded(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.TOOL_FAILED,
                    "temporary folder",
                    FileFaults.reason(e),
                    "check the folder that java.io.tmpdir names"));
        }
    }
}
