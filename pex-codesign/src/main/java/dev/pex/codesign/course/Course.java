package dev.pex.codesign.course;

import dev.pex.channels.ChannelGroup;
import dev.pex.channels.ChannelGroups;
import dev.pex.channels.Kept;
import dev.pex.codesign.prune.Budget;
import dev.pex.codesign.prune.Cuts;
import dev.pex.codesign.prune.Judge;
import dev.pex.codesign.prune.Losses;
import dev.pex.codesign.prune.PruningPlan;
import dev.pex.codesign.prune.Strategy;
import dev.pex.codesign.prune.UnitScores;
import dev.pex.codesign.state.TrainingState;
import dev.pex.codesign.torch.StepListener;
import dev.pex.codesign.torch.TorchTrainer;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.oracle.Answer;
import dev.pex.oracle.Estimate;
import dev.pex.tensor.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs a training. It depends on its setup alone, and goes on from its checkpoint as if it had not been interrupted. */
public final class Course {
    private final Setup setup;
    private final Optional<Path> file;
    private final Progress progress;
    private final int until;

    private Course(Setup setup, Optional<Path> file, Progress progress, int until) {
        this.setup = setup;
        this.file = file;
        this.progress = progress;
        this.until = until;
    }

    /**
     * Runs a training to its end.
     *
     * @param file where checkpoints are kept; no other training may use it
     * @throws DiagnosticException when it diverges, no network keeps to the budget, or the checkpoint is of no use
     */
    public static Finished run(Setup setup, Optional<Path> file, Progress progress) {
        return run(setup, file, progress, setup.recipe().epochs());
    }

    /**
     * Runs a training up to an epoch; it goes on from its checkpoint when it is called again with a later one.
     *
     * @param until how many epochs are done then; those of the recipe at most
     * @throws DiagnosticException when it diverges, no network keeps to the budget, or the checkpoint is of no use
     */
    public static Finished run(Setup setup, Optional<Path> file, Progress progress, int until) {
        return new Course(setup, file, progress, Math.min(until, setup.recipe().epochs())).run();
    }

    private Finished run() {
        Bytes digest = setup.digest();
        requireReachable();
        Optional<Checkpoint> last = file.flatMap(path -> Checkpoint.read(path, digest));
        last.ifPresent(checkpoint ->
                progress.resumed(checkpoint.epochs(), setup.recipe().epochs()));
        String log = last.map(Checkpoint::log).orElse(EpochLine.HEADING);
        TrainingState state = last.map(Checkpoint::state).orElse(setup.start());
        List<double[]> scores = last.map(Checkpoint::scores).orElse(List.of());
        for (int epoch = last.map(Checkpoint::epochs).orElse(setup.recipe().done()); epoch < until; epoch++) {
            if (!scores.isEmpty()) {
                state = narrowed(state, epoch, scores);
            }
            Optional<UnitScores> learnt = scoresFor(state);
            int number = epoch + 1;
            StepListener listener = (done, steps, products) -> {
                learnt.ifPresent(scorer -> scorer.step(products.get()));
                progress.step(number, setup.recipe().epochs(), done, steps);
            };
            TorchTrainer.Epoch result =
                    TorchTrainer.epoch(state, setup.training(), setup.recipe(), epoch, setup.teacher(), listener);
            state = result.state();
            scores = learnt.map(UnitScores::scores).orElse(List.of());
            EpochLine line = line(epoch, result);
            log += line.toCsv();
            Checkpoint checkpoint = new Checkpoint(digest, epoch + 1, state, scores, log);
            file.ifPresent(checkpoint::write);
            progress.epoch(line);
        }
        return new Finished(state, log);
    }

    /** Before anything is trained: the narrowest network keeps to the budget. */
    private void requireReachable() {
        setup.pruning().ifPresent(pruning -> {
            List<Integer> narrowest =
                    pruning.oracle().widths().stream().map(width -> 1).toList();
            Budget budget = pruning.plan().budget();
            Estimate least = pruning.oracle().estimate(narrowest);
            if (!budget.holds(least)) {
                throw unreached(budget, least);
            }
        });
    }

    private Optional<UnitScores> scoresFor(TrainingState state) {
        return setup.pruning().map(pruning -> new UnitScores(state.graph(), ChannelGroups.of(state.graph())));
    }

    private EpochLine line(int epoch, TorchTrainer.Epoch result) {
        double accuracy =
                TorchTrainer.evaluate(result.state(), setup.validation()).accuracy();
        List<Integer> widths = setup.pruning()
                .map(pruning -> new GroupWidths(pruning.oracle().groups())
                        .of(result.state().graph()))
                .orElse(List.of());
        Optional<Estimate> estimate =
                setup.pruning().map(pruning -> pruning.oracle().estimate(widths));
        return new EpochLine(
                epoch + 1,
                setup.recipe().epochs(),
                result.loss(),
                accuracy,
                estimate.map(Estimate::liveBytes).orElse(0L),
                estimate.map(Estimate::macs).orElse(0L),
                widths);
    }

    /** The network without the channels that go before an epoch, and with those that come. */
    private TrainingState narrowed(TrainingState state, int epoch, List<double[]> scores) {
        Setup.Pruning pruning = setup.pruning().orElseThrow();
        PruningPlan plan = pruning.plan();
        double share = plan.share(epoch);
        if (share == 0) {
            return state;
        }
        List<ChannelGroup> own = ChannelGroups.of(state.graph());
        GroupWidths widths = new GroupWidths(pruning.oracle().groups());
        List<Integer> whole = widths.of(state.graph());
        Budget budget =
                plan.budget().stage(pruning.oracle().answer(pruning.oracle().widths()), share);
        List<Integer> start = own.stream().map(ChannelGroup::width).toList();
        List<Integer> most = plan.growth() > 1 ? own.stream().map(widths::most).toList() : start;
        Losses losses = Losses.of(plan.strategy() == Strategy.COMPILER ? UnitScores.evened(scores) : scores, most);
        Function<List<Integer>, List<Integer>> all = narrow -> widths.with(whole, own, narrow);
        Function<List<Integer>, Answer> brief = narrow -> pruning.oracle().brief(all.apply(narrow));
        // Only the last budget is promised; those on the way need no exact answers.
        Judge judge = new Judge(
                narrow -> pruning.oracle().estimate(all.apply(narrow)),
                brief,
                share == 1 ? narrow -> pruning.oracle().answer(all.apply(narrow)) : brief);
        List<Integer> found = Cuts.confirmed(plan.strategy(), judge, losses, budget, start)
                .orElseThrow(() -> unreached(
                        budget, judge.estimate(own.stream().map(group -> 1).toList())));
        // Before the last round it is too early to fill the budget to the last byte.
        if (share == 1 && plan.strategy() == Strategy.COMPILER) {
            found = Cuts.refined(judge, losses, budget, found, most);
        }
        Kept kept = Kept.of(state.graph(), own, losses.kept(found));
        return state.withChannels(kept, setup.recipe().seed() + epoch);
    }

    private DiagnosticException unreached(Budget budget, Estimate least) {
        List<String> limits = new ArrayList<>();
        budget.limits()
                .forEach((resource, limit) ->
                        limits.add(limit + " " + resource.unit() + " (it takes " + resource.of(least) + ")"));
        return new DiagnosticException(
                Diagnostic.error(
                        Code.BUDGET_UNREACHED,
                        setup.start().graph().name(),
                        "even with one channel in each group it does not keep to " + String.join(" and ", limits),
                        "raise the budget, take an input of lower resolution, or let partial execution cut everything into parts"));
    }
}
