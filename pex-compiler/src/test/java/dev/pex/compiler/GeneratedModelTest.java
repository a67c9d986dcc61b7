package dev.pex.compiler;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.host.HostProgram;
import dev.pex.host.HostToolchain;
import dev.pex.kernel.Target;
import dev.pex.plan.InputMode;
import dev.pex.tensor.Bytes;
import dev.pex.testing.Goldens;
import dev.pex.testing.SharedObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The C of whole models, on the host, against recorded outputs of the reference kernels. */
class GeneratedModelTest {
    private static final long LARGEST = 1 << 19;

    private static final List<String> STRICT = List.of(
            "-Wall", "-Wextra", "-Wconversion", "-Werror", "-fsanitize=address,undefined", "-fno-sanitize-recover=all");

    @ParameterizedTest
    @MethodSource("dev.pex.testing.Goldens#zooModels")
    void modelsOfTheZoo(String model) throws IOException, InterruptedException {
        check(
                Goldens.inRepository("zoo").resolve(model + ".tflite"),
                Goldens.inRepository("zoo/vectors").resolve(model));
    }

    @ParameterizedTest
    @MethodSource("dev.pex.testing.Goldens#benchmarkModels")
    void benchmarkModels(String model) throws IOException, InterruptedException {
        Path shared = Goldens.inRepository("../shared");
        assumeTrue(Files.isDirectory(shared), "SKIPPED: there is no folder of published models beside the project");
        check(shared.resolve("models/" + model + ".tflite"), shared.resolve("goldens/" + model));
    }

    /**
     * One vector each of the smaller ones, resident; {@code -Dpex.test.seeds=3} takes all models and vectors, and streamed ones
     * too.
     */
    @ParameterizedTest
    @MethodSource("dev.pex.testing.Goldens#largerModels")
    void largerModels(String model) throws IOException, InterruptedException {
        Path shared = Goldens.inRepository("../shared");
        assumeTrue(Files.isDirectory(shared), "SKIPPED: there is no folder of published models beside the project");
        Path file = shared.resolve("models/" + model + ".tflite");
        Path vectors = shared.resolve("goldens/" + model);
        int seeds = Integer.getInteger("pex.test.seeds", 1);
        assumeTrue(seeds > 1 || Files.size(file) <= LARGEST, "SKIPPED: models of this size run with -Pfull");
        check(file, vectors, List.of(), seeds, InputMode.RESIDENT);
        if (seeds > 1) {
            check(file, vectors, List.of(), seeds, InputMode.STREAMED);
        }
    }

    /** Resident or streamed, by the name of the model; both in long runs. The firmware tests have both of all. */
    private static void check(Path file, Path vectors) throws IOException, InterruptedException {
        boolean all = Integer.getInteger("pex.test.seeds", 1) > 1;
        InputMode one = file.getFileName().toString().length() % 2 == 0 ? InputMode.RESIDENT : InputMode.STREAMED;
        for (InputMode mode : InputMode.values()) {
            if (all || mode == one) {
                check(file, vectors, STRICT, 3, mode);
            }
        }
    }

    private static void check(Path file, Path vectors, List<String> flags, int seeds, InputMode mode)
            throws IOException, InterruptedException {
        String name = ModelName.of(file.getFileName().toString().replace(".tflite", ""));
        Compilation compilation = PexCompiler.compile(
                new ModelSource(name, name, Bytes.copyOf(Files.readAllBytes(file))),
                CompilerOptions.defaults()
                        .withInputMode(mode)
                        // Here kernels for other cores run as their twins in C.
                        .withTarget(mode == InputMode.STREAMED ? Target.CORTEX_M4 : Target.GENERIC));
        HostToolchain toolchain = HostToolchain.defaults();
        List<String> command =
                new ArrayList<>(List.of(toolchain.compiler(), "-O2", "-std=c99", "-DPEX_PORTABLE_TWINS"));
        command.addAll(flags);
        List<String> kernels = SharedObjects.of(command, compilation.files());
        SortedMap<String, Bytes> others = new TreeMap<>(compilation.files());
        others.keySet().removeIf(f -> SharedObjects.isOfRuntime(f) && f.endsWith(".c"));
        HostToolchain withKernels = toolchain.withFlags(
                Stream.concat(flags.stream(), kernels.stream()).toList());
        try (HostProgram program = HostProgram.compile(others, name, withKernels)) {
            for (int seed = 1; seed <= seeds; seed++) {
                Bytes input = Bytes.copyOf(Files.readAllBytes(vectors.resolve(seed + ".in.bin")));
                Goldens.compare(compilation.graph(), program.run(input).toArray(), vectors.resolve(seed + ".out.bin"));
            }
        }
    }
}
