package dev.pex.codesign.app;

import dev.pex.codesign.explore.Cluster;
import dev.pex.codesign.explore.Explored;
import dev.pex.codesign.explore.Explorer;
import dev.pex.codesign.explore.Figures;
import dev.pex.codesign.explore.Membership;
import dev.pex.codesign.explore.Page;
import dev.pex.codesign.explore.Plan;
import dev.pex.codesign.explore.Row;
import dev.pex.codesign.explore.Space;
import dev.pex.codesign.explore.TrialOrder;
import dev.pex.codesign.explore.TrialResult;
import dev.pex.codesign.explore.TrialRunner;
import dev.pex.codesign.explore.Watcher;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.output.AtomicFile;
import dev.pex.output.FileFaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Explores a space of settings. Its folder has {@code trials} with a folder for each trial, {@code results} with the results of
 * those that ended, {@code explore.csv} and {@code explore.html}.
 */
final class Exploration {
    /** Faults that may concern a single trial; with others nothing is begun. */
    private static final Set<Code> OF_A_TRIAL =
            Set.of(Code.VARIANT, Code.DATA_SHAPE, Code.DATA_SETTING, Code.BUDGET_UNREACHED);

    private final ExplorationSettings settings;
    private final Consumer<Event> events;

    private Exploration(ExplorationSettings settings, Consumer<Event> events) {
        this.settings = settings;
        this.events = events;
    }

    /**
     * Explores, on this machine or with others.
     *
     * @throws DiagnosticException when a setting, the model or the data set is at fault, no trial has a result, or the machine is at
     *     fault
     */
    static void explore(Settings settings, Consumer<Event> events) throws InterruptedException {
        Exploration exploration = new Exploration(new ExplorationSettings(settings), events);
        Path folder = exploration.settings.folder();
        List<InterruptedException> interruptions = FolderLock.holding(folder, () -> {
            try {
                exploration.run();
                return List.of();
            } catch (InterruptedException e) {
                return List.of(e);
            }
        });
        if (!interruptions.isEmpty()) {
            throw interruptions.get(0);
        }
    }

    /**
     * Runs trials for an exploration on another machine, until this process is ended.
     *
     * @throws DiagnosticException when a setting is at fault, or the others have another model or other data
     */
    static void work(Settings settings, Consumer<Event> events) throws InterruptedException {
        ExplorationSettings own = new ExplorationSettings(settings);
        Membership membership = own.membership()
                .orElseThrow(() -> Settings.fault(
                        "members",
                        "it is missing",
                        "name the address of the machine that explores, such as 192.168.0.7:5701"));
        Cluster cluster = ClusterService.find();
        try (TrialRunner processes = own.processes()) {
            cluster.work(membership, processes, own.ledger(), line -> events.accept(Event.note(line)));
        }
    }

    private void run() throws InterruptedException {
        Plan plan = settings.plan();
        Space space = settings.space();
        List<SortedMap<String, String>> trials = plan.trials(space);
        trials.forEach(settings::check);
        rehearse(trials.get(0));
        try (TrialRunner runner = runner()) {
            Explorer explorer = new Explorer(runner, settings.ledger(), settings.sources(), new Notes());
            List<Row> rows = explorer.explore(plan, trials, settings.base(), ExplorationSettings::epochs);
            write(new Explored(settings.network(), space.names(), rows));
        }
    }

    private TrialRunner runner() {
        TrialProcesses processes = settings.processes();
        return settings.membership()
                .map(membership -> ClusterService.find()
                        .coordinate(membership, processes, line -> events.accept(Event.note(line))))
                .orElse(processes);
    }

    /** Reads model and data once before any process is started, so that a fault of theirs is said once. */
    private void rehearse(SortedMap<String, String> values) {
        try {
            TrialOrder order = TrialOrder.of(settings.merged(values), settings.sources(), 1);
            Job.rehearse(new Settings(settings.processes().settings(order)));
        } catch (DiagnosticException e) {
            if (!OF_A_TRIAL.contains(e.diagnostics().get(0).code())) {
                throw e;
            }
        }
    }

    private void write(Explored explored) {
        Path folder = settings.folder();
        try {
            AtomicFile.write(folder.resolve("explore.csv"), explored.csv().getBytes(StandardCharsets.UTF_8));
            AtomicFile.write(folder.resolve("explore.html"), Page.of(explored).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.OUTPUT_UNWRITABLE,
                    folder.toString(),
                    "the table cannot be written: " + FileFaults.reason(e),
                    "make room or choose another folder; finished trials are kept"));
        }
        int front = explored.front().size();
        if (front == 0) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.NOTHING_EXPLORED,
                    folder.toString(),
                    "none of " + explored.rows().size() + " trials made a network",
                    "their diagnostics come before this one, and are in explore.html"));
        }
        events.accept(Event.note("nothing surpasses these networks:"));
        explored.table().forEach(line -> events.accept(Event.note(line)));
        events.accept(Event.explored(folder, explored.rows().size(), front));
    }

    /** Says what happens. */
    private final class Notes implements Watcher {
        @Override
        public void ended(String values, TrialResult result, boolean before, int done, int all) {
            String text = result.figures()
                    .map(Notes::words)
                    .orElseGet(() -> result.fault().map(Diagnostic::toString).orElse(""));
            events.accept(Event.note(
                    "trial " + done + "/" + all + ": " + values + ": " + text + (before ? " (from before)" : "")));
        }

        @Override
        public void lost(String values, String what) {
            events.accept(Event.note(
                    "the process of the trial " + values + " died, and the trial goes on in another one; " + what));
        }

        @Override
        public void promoted(int survivors, int trials, int epochs) {
            events.accept(Event.note("after " + epochs + " epochs " + survivors + " of " + trials + " trials go on"));
        }

        private static String words(Figures figures) {
            return String.format(
                    Locale.ROOT,
                    "%.2f %%, arena %,d bytes, flash %,d bytes, %,d MACs",
                    100 * figures.accuracy(),
                    figures.arenaBytes(),
                    figures.flashBytes(),
                    figures.macs());
        }
    }
}
