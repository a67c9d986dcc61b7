package dev.pex.codesign.app;

import dev.pex.codesign.prune.Budget;
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

/** How a job trains, prunes and compiles. */
final class JobRecipe {
    private JobRecipe() {}

    /**
     * The recipe of a training.
     *
     * @param epochs unless the settings state them
     */
    static Recipe recipe(Settings settings, int epochs) {
        StepRule steps = StepRule.defaults();
        LossRule loss = LossRule.defaults();
        int all = settings.whole("epochs", epochs);
        return settings.checked(
                "epochs",
                () -> new Recipe(
                        all,
                        settings.whole("batch", 64),
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

    /** What the network may take; at least one limit. */
    static Budget budget(Settings settings) {
        Map<Resource, Long> limits = new EnumMap<>(Resource.class);
        settings.count("sram").ifPresent(bytes -> limits.put(Resource.ARENA, bytes));
        settings.count("flash").ifPresent(bytes -> limits.put(Resource.FLASH, bytes));
        settings.count("macs").ifPresent(macs -> limits.put(Resource.WORK, macs));
        if (limits.isEmpty()) {
            throw Settings.fault(
                    "sram",
                    "there is no budget",
                    "state the most bytes of SRAM, of flash, or multiply-accumulates (macs)");
        }
        return settings.checked("sram", () -> new Budget(limits));
    }

    static Strategy strategy(Settings settings) {
        return settings.choice(
                "strategy",
                Strategy.COMPILER,
                Strategy.values(),
                strategy -> strategy.name().toLowerCase(Locale.ROOT));
    }

    /** How the network will be compiled. */
    static Question question(Settings settings) {
        return new Question(
                new Tuning(
                        settings.choice("target", Target.GENERIC, Target.values(), Target::id),
                        settings.choice("optimize", Optimize.BALANCED, Optimize.values(), Optimize::id)),
                settings.choice("inputMode", InputMode.RESIDENT, InputMode.values(), InputMode::id),
                settings.choice(
                        "partialExecution", PartialExecution.ALL, PartialExecution.values(), PartialExecution::id));
    }
}
