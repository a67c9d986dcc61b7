package dev.pex.testing;

import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Generated C before the compiler: with warnings as errors, as C99 and as C++17, nothing is linked. */
public final class CompiledC {
    private static final List<List<String>> COMPILERS =
            List.of(List.of("gcc", "-std=c99"), List.of("g++", "-x", "c++", "-std=c++17"));

    private CompiledC() {}

    /**
     * Compiles the sources of a model; compilers that are not there are left out.
     *
     * @param folder an empty one
     */
    public static void check(Path folder, String model, Map<String, Bytes> files)
            throws IOException, InterruptedException {
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            if (!file.getKey().contains("/")) {
                Files.write(folder.resolve(file.getKey()), file.getValue().toArray());
            }
        }
        check(folder, List.of(model + ".c", model + "_weights.c"));
    }

    /** Compiles sources of a folder. */
    public static void check(Path folder, List<String> sources) throws IOException, InterruptedException {
        for (List<String> compiler : COMPILERS) {
            if (GeneratedPrograms.has(compiler.get(0))) {
                List<String> command = new ArrayList<>(compiler);
                command.addAll(List.of("-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-I."));
                command.addAll(sources);
                run(folder, command);
            }
        }
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path messages = folder.resolve("messages.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + "\n" + Files.readString(messages));
        }
    }
}
