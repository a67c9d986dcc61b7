package dev.pex.codesign.app;

import dev.pex.codesign.course.Progress;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Runs one job: {@code Main train|prune|trial|explore|work SETTINGS}, where the settings are a file of properties in UTF-8. Standard output has one
 * {@link Event} in each line and nothing else. The exit status is 0, or 1 after a diagnostic.
 */
public final class Main {
    /** The system property that ends this process when its standard input ends: when who started it is gone. */
    public static final String BOUND = "pex.codesign.bound";

    private static final int GONE = 3;

    private Main() {}

    /** Runs a job and ends the process. */
    public static void main(String[] arguments) throws IOException {
        // Libraries that print to standard output are not to be mistaken for events.
        PrintStream events = System.out;
        System.setOut(System.err);
        if (Boolean.getBoolean(BOUND)) {
            Thread watch = new Thread(Main::endWithInput, "pex-codesign-watch");
            watch.setDaemon(true);
            watch.start();
        }
        int status = run(arguments[0], Path.of(arguments[1]), events);
        events.flush();
        System.exit(status);
    }

    private static int run(String goal, Path file, PrintStream events) throws IOException {
        Progress progress = new Reporting(event -> send(events, event), System::nanoTime);
        try {
            Settings settings = read(file);
            switch (goal) {
                case "train" -> tell(events, Job.train(settings, progress));
                case "prune" -> tell(events, Job.prune(settings, progress));
                case "trial" -> tell(events, Job.trial(settings, progress));
                case "explore" -> Exploration.explore(settings, event -> send(events, event));
                case "work" -> Exploration.work(settings, event -> send(events, event));
                default -> throw new IllegalArgumentException(goal);
            }
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // nobody interrupts the main thread
        } catch (DiagnosticException e) {
            for (Diagnostic diagnostic : e.diagnostics()) {
                send(events, Event.of(diagnostic));
            }
            return 1;
        }
    }

    private static void tell(PrintStream events, Outcome outcome) {
        outcome.warnings().forEach(warning -> send(events, Event.of(warning)));
        send(events, Event.of(outcome));
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        // A checkpoint is replaced in one step, so that no moment is a wrong one.
        Runtime.getRuntime().halt(GONE);
    }

    /** Explorations tell of several trials at a time. */
    private static synchronized void send(PrintStream events, Event event) {
        events.println(event.toLine());
        events.flush();
    }

    private static Settings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return new Settings(values);
    }
}
