package dev.pex.codesign.app;

import dev.pex.codesign.prune.Budget;
import dev.pex.codesign.prune.PruningPlan;
import dev.pex.codesign.prune.Resource;
import dev.pex.codesign.prune.Strategy;
import dev.pex.codesign.recipe.LossRule;
import dev.pex.codesign.recipe.Recipe;
import dev.pex.codesign.recipe.StepRule;
import dev.pex.kernel.Optimize;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.oracle.Question;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a job trains, prunes and compiles.
 *
 * @param recipe of the whole network
 * @param question how the network will be compiled
 * @param budget what it may take; empty when nothing is stated
 * @param more epochs after the training of the whole network
 * @param rounds in which channels go
 * @param rate the largest learning rate of these epochs
 * @param growth how many times its width a group may have in the end
 */
record JobRecipe(
        Recipe recipe,
        Question question,
        Strategy strategy,
        Optional<Budget> budget,
        int more,
        int rounds,
        double rate,
        double growth) {

    /** Fewer leave too little time between two cuts, and after the last one. */
    private static final int LEAST_PRUNE_EPOCHS = 12;

    /** What the settings say, for all goals at once. */
    static JobRecipe of(Settings settings) {
        Recipe recipe = recipe(settings);
        int more = settings.whole("pruneEpochs", Math.max(LEAST_PRUNE_EPOCHS, recipe.epochs() / 2));
        return new JobRecipe(
                recipe,
                question(settings),
                settings.choice(
                        "strategy",
                        Strategy.COMPILER,
                        Strategy.values(),
                        strategy -> strategy.name().toLowerCase(Locale.ROOT)),
                budget(settings),
                more,
                settings.whole("pruneRounds", Math.max(1, more / 3)),
                settings.number("pruneLearningRate", recipe.steps().learningRate() / 2),
                growth(settings));
    }

    private static double growth(Settings settings) {
        double growth = settings.number("growth", 1);
        if (growth < 1 || growth > PruningPlan.MOST_GROWTH) {
            throw Settings.fault("growth", "it is " + growth, "give a number from 1 to " + PruningPlan.MOST_GROWTH);
        }
        return growth;
    }

    /**
     * The plan of a pruning.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when there is no budget, or too little time
     */
    PruningPlan pruning() {
        if (rounds < 1 || more < rounds + 1) {
            throw Settings.fault(
                    "pruneEpochs",
                    more + " epochs do not fit " + rounds + " rounds",
                    "give at least one epoch more than pruneRounds; scores are learnt in the first one");
        }
        Budget most = budget.orElseThrow(() -> Settings.fault(
                "sram",
                "there is no budget",
                "state the most bytes of SRAM, of flash, or multiply-accumulates (macs)"));
        return new PruningPlan(strategy, most, recipe.epochs() + 1, rounds, growth);
    }

    /** The recipe of the whole network and of the epochs after it. */
    Recipe withPruning() {
        StepRule steps = recipe.steps().withWarmUp(0);
        return recipe.withMore(more).withSteps(Settings.checked(() -> steps.withLearningRate(rate)));
    }

    private static Recipe recipe(Settings settings) {
        StepRule steps = StepRule.defaults();
        LossRule loss = LossRule.defaults();
        int all = settings.whole("epochs", Recipe.defaults().epochs());
        return Settings.checked(() -> new Recipe(
                all,
                0,
                settings.whole("batch", 64),
                settings.number("mixUp", 0),
                new StepRule(
                        settings.number("learningRate", steps.learningRate()),
                        Math.min(settings.number("warmUp", steps.warmUp()), all / 4.0),
                        settings.number("momentum", steps.momentum()),
                        settings.number("weightDecay", steps.weightDecay()),
                        settings.number("averaging", steps.averaging())),
                new LossRule(
                        settings.number("labelSmoothing", loss.labelSmoothing()),
                        settings.flag("balanced"),
                        settings.number("teaching", loss.teaching()),
                        settings.number("temperature", loss.temperature())),
                settings.whole("seed", 1)));
    }

    private static Optional<Budget> budget(Settings settings) {
        Map<Resource, Long> limits = new EnumMap<>(Resource.class);
        positive("sram", settings.bytes("sram")).ifPresent(bytes -> limits.put(Resource.ARENA, bytes));
        positive("flash", settings.bytes("flash")).ifPresent(bytes -> limits.put(Resource.FLASH, bytes));
        positive("macs", settings.count("macs")).ifPresent(macs -> limits.put(Resource.WORK, macs));
        return limits.isEmpty() ? Optional.empty() : Optional.of(new Budget(limits));
    }

    private static OptionalLong positive(String name, OptionalLong count) {
        if (count.isPresent() && count.getAsLong() == 0) {
            throw Settings.fault(name, "it is 0", "give 1 or more, or leave it out");
        }
        return count;
    }

    private static Question question(Settings settings) {
        return new Question(
                new Tuning(
                        settings.choice("target", Target.GENERIC, Target.values(), Target::id),
                        settings.choice("optimize", Optimize.BALANCED, Optimize.values(), Optimize::id)),
                settings.choice("inputMode", InputMode.RESIDENT, InputMode.values(), InputMode::id),
                settings.choice(
                        "partialExecution", PartialExecution.ALL, PartialExecution.values(), PartialExecution::id));
    }
}
