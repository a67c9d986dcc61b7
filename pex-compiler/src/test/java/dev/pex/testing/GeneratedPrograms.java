package dev.pex.testing;

import dev.pex.emit.CEmitter;
import dev.pex.graph.Graph;
import dev.pex.plan.InPlace;
import dev.pex.plan.Plan;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Many generated networks in one host program: each is emitted, all are compiled together with their
 * kernels, with warnings as errors and with sanitizers, and run several times: those whose input arrives in
 * rows by each way of handing rows over. Before each step the bytes of the arena that hold nothing of
 * meaning are overwritten.
 */
public final class GeneratedPrograms {
    private static final List<String> C = List.of("-std=c99");
    private static final List<String> CPP = List.of("-x", "c++", "-std=c++17");
    private static final List<String> FLAGS =
            List.of("-O1", "-DPEX_PORTABLE_TWINS", "-Wall", "-Wextra", "-Wconversion", "-Werror");
    private static final List<String> SANITIZERS = List.of("-fsanitize=address,undefined", "-fno-sanitize-recover=all");

    private final Path folder;
    private final String compiler;
    private final List<Graph> graphs = new ArrayList<>();
    /** Kernels from outside, which come with their operators. */
    private final Set<String> own = new TreeSet<>();

    private final SortedMap<String, Bytes> runtime = new TreeMap<>();
    private final ByteArrayOutputStream inputs = new ByteArrayOutputStream();
    private final StringBuilder main = new StringBuilder();
    private final StringBuilder calls = new StringBuilder();

    public GeneratedPrograms(Path folder, String compiler) {
        this.folder = folder;
        this.compiler = compiler;
    }

    /** Whether a compiler, such as gcc or g++, can be run here. */
    public static boolean has(String compiler) {
        try {
            Process process = new ProcessBuilder(compiler, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Adds a network under a plan, and the inputs to run it on. */
    public void add(Graph graph, Plan plan, List<byte[]> networkInputs) throws IOException {
        String name = "case_" + graphs.size();
        Graph named = new Graph(name, graph.tensors(), graph.operators(), graph.inputs(), graph.outputs());
        for (Map.Entry<String, Bytes> file :
                CEmitter.emit(named, plan, List.of()).files().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue().toArray());
            // The units have memory functions of their own, which poison.
            if (SharedObjects.isOfRuntime(file.getKey()) && !file.getKey().equals("pex_mem.c")) {
                runtime.put(file.getKey(), file.getValue());
            } else if (file.getKey().endsWith(".c")
                    && !file.getKey().startsWith(name)
                    && !file.getKey().equals("pex_mem.c")) {
                own.add(file.getKey());
            }
        }
        Plan done = InPlace.withoutMoves(named, plan);
        // One unit for a network's two sources: half the compiler starts.
        String unit =
                ProgramText.poison(name, done) + "#include \"" + name + ".c\"\n#include \"" + name + "_weights.c\"\n";
        Files.write(folder.resolve("unit_" + graphs.size() + ".c"), unit.getBytes(StandardCharsets.UTF_8));
        graphs.add(named);
        for (byte[] input : networkInputs) {
            inputs.write(input);
        }
        main.append("#include \"").append(name).append(".h\"\n");
        calls.append(ProgramText.call(name, named, done));
    }

    /** Compiles and runs everything: for each network its outputs, in the order of {@link #add}. */
    public List<List<byte[]>> run() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("poison.h"), ProgramText.POISON);
        String program = main + ProgramText.HELPERS + calls + ProgramText.main(graphs.size());
        Files.write(folder.resolve("main.c"), program.getBytes(StandardCharsets.UTF_8));
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(compiler.endsWith("++") ? CPP : C);
        command.addAll(FLAGS);
        command.addAll(sanitizers());
        List<String> kernels = SharedObjects.of(command, runtime);
        // The calls are long and run once: to optimise them takes longer than everything else.
        List<String> callsOnly = new ArrayList<>(command);
        callsOnly.addAll(List.of("-O0", "-c", "main.c", "-o", "main.o"));
        execute(callsOnly, new byte[0]);
        for (int i = 0; i < graphs.size(); i++) {
            command.add("unit_" + i + ".c");
        }
        command.addAll(own);
        // The files that follow are objects: -x none ends the effect of an earlier -x.
        command.addAll(List.of("-x", "none", "main.o"));
        command.addAll(kernels);
        command.addAll(List.of("-o", "program"));
        execute(command, new byte[0]);
        return split(execute(List.of(folder.resolve("program").toString()), inputs.toByteArray()));
    }

    /** The sanitizers' flags; none where the compiler comes without their libraries. */
    private List<String> sanitizers() throws IOException, InterruptedException {
        Path probe = Files.createDirectories(folder.resolve("probe")).resolve("probe.c");
        Files.writeString(probe, "int main(void) { return 0; }\n");
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(SANITIZERS);
        command.addAll(List.of(probe.toString(), "-o", probe + ".out"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0 ? SANITIZERS : List.of();
    }

    private List<List<byte[]>> split(byte[] outputs) {
        List<List<byte[]>> all = new ArrayList<>();
        int position = 0;
        for (Graph graph : graphs) {
            List<byte[]> ofNetwork = new ArrayList<>();
            for (int output : graph.outputs()) {
                Tensor tensor = graph.tensor(output);
                ofNetwork.add(Arrays.copyOfRange(outputs, position, position + tensor.bytes()));
                position += tensor.bytes();
            }
            all.add(ofNetwork);
        }
        return all;
    }

    private byte[] execute(List<String> command, byte[] input) throws IOException, InterruptedException {
        Path in = folder.resolve("stdin");
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Files.write(in, input);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command.get(0) + " hangs");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(command.get(0) + " ended with " + process.exitValue() + ":\n"
                    + Files.readString(err).lines().limit(40).reduce("", (a, b) -> a + b + "\n"));
        }
        return Files.readAllBytes(out);
    }
}
