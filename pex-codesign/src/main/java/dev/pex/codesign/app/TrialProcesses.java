package dev.pex.codesign.app;

import dev.pex.codesign.explore.Fields;
import dev.pex.codesign.explore.Figures;
import dev.pex.codesign.explore.TrialLost;
import dev.pex.codesign.explore.TrialOrder;
import dev.pex.codesign.explore.TrialResult;
import dev.pex.codesign.explore.TrialRunner;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.FileFaults;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Runs each trial in a Java process of its own, in a folder of its own below {@code trials}. */
final class TrialProcesses implements TrialRunner {
    private static final int LAST_LINES = 5;

    private final Path folder;
    private final SortedMap<String, String> paths;
    private final int parallel;
    private final String memory;
    private final String threads;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * A runner.
     *
     * @param folder of the exploration
     * @param paths settings that name files of this machine
     * @param parallel processes at a time
     */
    TrialProcesses(Path folder, Map<String, String> paths, int parallel, String memory, String threads) {
        this.folder = folder;
        this.paths = new TreeMap<>(paths);
        this.parallel = parallel;
        this.memory = memory;
        this.threads = threads;
    }

    @Override
    public int parallel() {
        return parallel;
    }

    /** The settings of a trial on this machine. */
    SortedMap<String, String> settings(TrialOrder order) {
        SortedMap<String, String> settings = new TreeMap<>(order.settings());
        settings.putAll(paths);
        settings.put("output", folderOf(order).toString());
        settings.put("cache", folder.resolve("cache").toString());
        settings.put("until", String.valueOf(order.epochs()));
        return settings;
    }

    private Path folderOf(TrialOrder order) {
        return folder.resolve("trials").resolve(order.id());
    }

    @Override
    public TrialResult run(TrialOrder order) throws TrialLost, InterruptedException {
        Path own = folderOf(order);
        try {
            Files.createDirectories(own);
            Path settings = own.resolve("trial.properties");
            Files.writeString(settings, Fields.write(settings(order)), StandardCharsets.UTF_8);
            return run(
                    order,
                    EngineProcess.of(System.getProperty("java.class.path"), memory, threads, "trial", settings)
                            .redirectError(own.resolve("trial.log").toFile()));
        } catch (IOException e) {
            if (closed) {
                throw new InterruptedException("the exploration ended");
            }
            throw new DiagnosticException(Diagnostic.error(
                    Code.OUTPUT_UNWRITABLE,
                    own.toString(),
                    "the trial cannot be started: " + FileFaults.reason(e),
                    "make room or choose another folder; finished trials are kept"));
        }
    }

    private TrialResult run(TrialOrder order, ProcessBuilder builder)
            throws IOException, TrialLost, InterruptedException {
        Process process = builder.start();
        running.add(process);
        Optional<TrialResult> result = Optional.empty();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            if (closed) {
                throw new InterruptedException("the exploration ended");
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<TrialResult> said = result(order, Event.parse(line));
                result = result.isPresent() ? result : said;
            }
            int status = process.waitFor();
            if (closed) {
                throw new InterruptedException("the exploration ended");
            }
            if (result.isEmpty()) {
                throw new TrialLost("it ended with status " + status + lastLines(order));
            }
            return result.get();
        } finally {
            process.destroyForcibly();
            running.remove(process);
        }
    }

    private static Optional<TrialResult> result(TrialOrder order, Event event) {
        List<String> fields = event.fields();
        if (event.kind() == Event.Kind.OUTCOME) {
            return Optional.of(TrialResult.of(
                    order,
                    new Figures(
                            Integer.parseInt(fields.get(2)),
                            Integer.parseInt(fields.get(3)),
                            Long.parseLong(fields.get(6)),
                            Long.parseLong(fields.get(7)),
                            Long.parseLong(fields.get(8)))));
        }
        boolean error = event.kind() == Event.Kind.DIAGNOSTIC && fields.get(1).equals(Diagnostic.Severity.ERROR.name());
        return error
                ? Optional.of(TrialResult.of(
                        order, Diagnostic.error(Code.of(fields.get(0)), fields.get(2), fields.get(3), fields.get(4))))
                : Optional.empty();
    }

    private String lastLines(TrialOrder order) throws IOException {
        List<String> lines = Files.readAllLines(folderOf(order).resolve("trial.log"), StandardCharsets.UTF_8);
        List<String> last = new ArrayList<>(lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return last.isEmpty() ? "" : ": " + String.join(" / ", last);
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(Process::destroyForcibly);
    }
}
