package dev.pex.codesign.maven;

import dev.pex.codesign.app.EngineProcess;
import dev.pex.codesign.app.Event;
import dev.pex.codesign.app.Main;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A training in a Java process of its own: thread settings of the engine are variables of the environment, and a process can
 * load its native libraries only once. It ends when this process does, however that ends.
 *
 * @param classPath the jars of co-design and of the engine
 * @param folder where the settings and the log of the process lie
 * @param memory of the Java heap, such as {@code 2g}
 * @param threads that the engine computes with
 */
record TrainingProcess(List<Path> classPath, Path folder, String memory, int threads) {
    private static final int LAST_LINES = 20;

    /**
     * Runs a job to its end.
     *
     * @param goal of {@link Main}
     * @param settings of the job
     * @param listener hears of each event
     * @throws DiagnosticException when the process ends without an outcome and without a diagnostic
     */
    void run(String goal, Map<String, String> settings, Consumer<Event> listener) throws IOException {
        Files.createDirectories(folder);
        Path log = folder.resolve(goal + ".log");
        Process process = builder(goal, written(goal, settings), log).start();
        Thread stop = new Thread(process::destroyForcibly, "pex-codesign-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        boolean answered = false;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Event event = Event.parse(line);
                answered |= switch (event.kind()) {
                    case OUTCOME, EXPLORED, DIAGNOSTIC -> true;
                    case EPOCH, STEP, RESUMED, NOTE -> false;
                };
                listener.accept(event);
            }
            int status = process.waitFor();
            if (!answered) {
                throw ended(status, log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private ProcessBuilder builder(String goal, Path settings, Path log) {
        String jars = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return EngineProcess.of(jars, memory, String.valueOf(threads), goal, settings)
                .redirectError(log.toFile());
    }

    private Path written(String goal, Map<String, String> settings) throws IOException {
        Path file = folder.resolve(goal + ".properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        }
        return file;
    }

    private static DiagnosticException ended(int status, Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return new DiagnosticException(Diagnostic.error(
                Code.TOOL_FAILED,
                "the process of the training",
                "it ended with status " + status + (last.isEmpty() ? "" : ":\n" + last),
                "its whole log is " + log + "; a status of 137 means that the machine had no memory left: training goes"
                        + " on from its last checkpoint when it is started again"));
    }
}
