package dev.pex.codesign.explore;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** Runs the trials of an exploration. Each result is kept at once, so that an interrupted exploration goes on where it stopped. */
public final class Explorer {
    /** Faults of the machine, not of the trial: others would meet them too, and a later start may not. */
    private static final Set<Code> OF_THE_MACHINE =
            Set.of(Code.OUTPUT_UNWRITABLE, Code.CHECKPOINT, Code.FILE_UNREADABLE, Code.TOOL_FAILED);

    private static final int ATTEMPTS = 3;

    private final TrialRunner runner;
    private final Ledger ledger;
    private final String sources;
    private final Watcher watcher;

    /**
     * An explorer.
     *
     * @param sources digest of model and data
     */
    public Explorer(TrialRunner runner, Ledger ledger, String sources, Watcher watcher) {
        this.runner = runner;
        this.ledger = ledger;
        this.sources = sources;
        this.watcher = watcher;
    }

    /** A trial of a rung. */
    private record Candidate(int index, SortedMap<String, String> values, TrialOrder order) {}

    /** How a trial ended, and whether before. */
    private record Ended(Candidate candidate, TrialResult result, boolean before) {}

    /**
     * Explores.
     *
     * @param trials what each varies
     * @param base settings of all of them
     * @param epochs of a whole training with some settings
     * @return a row for each trial, in their order
     * @throws DiagnosticException when the machine is at fault
     */
    public List<Row> explore(
            Plan plan,
            List<SortedMap<String, String>> trials,
            SortedMap<String, String> base,
            ToIntFunction<SortedMap<String, String>> epochs)
            throws InterruptedException {
        SortedMap<Integer, TrialResult> latest = new TreeMap<>();
        List<Integer> remaining = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            remaining.add(i);
        }
        // Only halving has several rungs, and all of its trials have the same epochs.
        int rungs = plan.rungs(epochs.applyAsInt(merged(base, trials.get(0)))).size();
        for (int rung = 0; rung < rungs; rung++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int i : remaining) {
                SortedMap<String, String> settings = merged(base, trials.get(i));
                int until = plan.rungs(epochs.applyAsInt(settings)).get(rung);
                candidates.add(new Candidate(i, trials.get(i), TrialOrder.of(settings, sources, until)));
            }
            run(candidates).forEach(ended -> latest.put(ended.candidate().index(), ended.result()));
            if (rung < rungs - 1) {
                remaining = survivors(plan, candidates, latest);
            }
        }
        List<Row> rows = new ArrayList<>();
        latest.forEach((i, result) -> rows.add(new Row(trials.get(i), result)));
        return rows;
    }

    private List<Integer> survivors(Plan plan, List<Candidate> candidates, Map<Integer, TrialResult> latest) {
        List<Integer> sound = candidates.stream()
                .map(Candidate::index)
                .filter(i -> Objects.requireNonNull(latest.get(i)).figures().isPresent())
                .toList();
        List<Figures> figures = sound.stream()
                .map(i -> Objects.requireNonNull(latest.get(i)).figures().orElseThrow())
                .toList();
        int count = Math.min(sound.size(), plan.survivors(candidates.size()));
        List<Integer> best = new Front(plan.costs())
                .best(figures, count).stream().map(sound::get).toList();
        watcher.promoted(
                best.size(), candidates.size(), candidates.get(0).order().epochs());
        return best;
    }

    private static SortedMap<String, String> merged(Map<String, String> base, Map<String, String> values) {
        SortedMap<String, String> settings = new TreeMap<>(base);
        settings.putAll(values);
        return settings;
    }

    private List<Ended> run(List<Candidate> candidates) throws InterruptedException {
        List<Ended> all = new ArrayList<>();
        if (candidates.isEmpty()) {
            return all;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(candidates.size(), runner.parallel()));
        CompletionService<Ended> running = new ExecutorCompletionService<>(pool);
        try {
            candidates.forEach(candidate -> running.submit(() -> ended(candidate)));
            for (int done = 1; done <= candidates.size(); done++) {
                Ended ended = running.take().get();
                all.add(ended);
                watcher.ended(
                        Row.label(ended.candidate().values()), ended.result(), ended.before(), done, candidates.size());
            }
            return all;
        } catch (ExecutionException e) {
            runner.close();
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("the exploration ended");
            }
            if (e.getCause() instanceof DiagnosticException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            runner.close();
            throw e;
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private Ended ended(Candidate candidate) throws InterruptedException {
        TrialOrder order = candidate.order();
        var known = ledger.find(order);
        if (known.isPresent()) {
            return new Ended(candidate, known.get(), true);
        }
        String what = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                TrialResult result = runner.run(order);
                result.fault()
                        .filter(fault -> OF_THE_MACHINE.contains(fault.code()))
                        .ifPresent(fault -> {
                            throw new DiagnosticException(fault);
                        });
                if (result.fault().stream().noneMatch(fault -> fault.code() == Code.TRIAL_LOST)) {
                    ledger.keep(order, result);
                }
                return new Ended(candidate, result, false);
            } catch (TrialLost e) {
                what = e.what();
                if (attempt < ATTEMPTS) {
                    tellLost(candidate, what);
                }
            }
        }
        return new Ended(candidate, TrialResult.of(order, lost(candidate, what)), false);
    }

    private synchronized void tellLost(Candidate candidate, String what) {
        watcher.lost(Row.label(candidate.values()), what);
    }

    private static Diagnostic lost(Candidate candidate, String what) {
        return Diagnostic.error(
                Code.TRIAL_LOST,
                "the trial " + Row.label(candidate.values()),
                "its process died " + ATTEMPTS + " times; the last time " + what,
                "a status of 137 means that the machine had no memory left: take fewer trials at a time (parallel), or a"
                        + " smaller batch; the next start tries it again");
    }
}
