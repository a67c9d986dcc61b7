package dev.pex.fuzz;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.Io;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.tensor.Bytes;
import dev.pex.testing.PlainWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What fuzzing does with a file: it may be refused with diagnostics, and nothing else may happen. */
final class Hostile {
    private static final int LARGEST_SEED = 8000;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Hostile() {}

    static void read(byte[] file) {
        bounded(() -> readUnbounded(file));
    }

    static void compile(byte[] file) {
        bounded(() -> compileUnbounded(file));
    }

    /** Time on the processor, so that a busy machine finds no faults that are none. */
    static void bounded(Runnable work) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        work.run();
        Duration taken = Duration.ofNanos(clock.getCurrentThreadCpuTime() - start);
        if (taken.compareTo(LONGEST) > 0) {
            throw new AssertionError("it took " + taken);
        }
    }

    private static void readUnbounded(byte[] file) {
        try {
            TfliteFrontEnd.read("model", file, new Diagnostics());
        } catch (DiagnosticException refused) {
            requireWords(refused);
        }
    }

    private static void compileUnbounded(byte[] file) {
        CompilerOptions options = CompilerOptions.defaults();
        ModelSource source = new ModelSource("model", "model.tflite", Bytes.copyOf(file));
        try {
            Compilation made = PexCompiler.compile(source, options);
            if (made.report().work().macsNetwork() != made.report().work().macsSchedule()) {
                throw new AssertionError("the schedule computes something twice, or not at all");
            }
            PexCompiler.compile(source, options.withIo(Io.INT8));
        } catch (DiagnosticException refused) {
            requireWords(refused);
        }
    }

    /** Every fourth of many seeds, for runs that end soon: other tests have them all. */
    static Stream<Arguments> some(Stream<Arguments> seeds) {
        List<Arguments> all = seeds.toList();
        return IntStream.range(0, all.size()).filter(i -> i % 4 == 0).mapToObj(all::get);
    }

    /** The smallest model of each operator, from those that the project has vectors for. */
    static Stream<Arguments> seeds() {
        SortedMap<String, Path> smallest = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("..", "zoo", "single"))) {
            files.filter(file -> file.toString().endsWith(".tflite"))
                    .sorted()
                    .forEach(file -> smallest.merge(
                            file.getFileName().toString().replaceAll("_[0-9]+\\.tflite", ""),
                            file,
                            (one, other) -> size(other) < size(one) ? other : one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return smallest.values().stream()
                .filter(file -> size(file) <= LARGEST_SEED)
                .map(Hostile::content)
                .map(Arguments::of);
    }

    static void requireWords(DiagnosticException refused) {
        if (refused.diagnostics().isEmpty()) {
            throw new AssertionError("refused without a reason", refused);
        }
        PlainWords.require(refused.diagnostics());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
