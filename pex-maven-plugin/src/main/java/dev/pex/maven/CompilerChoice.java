package dev.pex.maven;

import dev.pex.compiler.CompilerOptions;
import dev.pex.kernel.Target;
import dev.pex.maven.batch.ByteSizes;
import dev.pex.maven.batch.Choices;
import java.util.Optional;

/**
 * The compiler's options as the user writes them.
 *
 * @param target the core; empty when the build leaves it to the model
 * @param arenaBudget the most bytes that the arena may take; empty when the build leaves it to the model
 */
record CompilerChoice(
        Optional<String> target,
        String optimize,
        String io,
        String inputMode,
        String partialExecution,
        Optional<String> arenaBudget) {
    /** The property of the target. */
    static final String TARGET = "pex.target";

    private static final String ARENA_BUDGET = "pex.arenaBudget";

    /**
     * The options.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when a value is not one of those that a parameter has
     */
    CompilerOptions options() {
        CompilerOptions options = CompilerOptions.defaults()
                .withTarget(Choices.target(TARGET, target.orElse(Target.GENERIC.id())))
                .withOptimize(Choices.optimize(optimize))
                .withIo(Choices.io(io))
                .withInputMode(Choices.inputMode(inputMode))
                .withPartialExecution(Choices.partialExecution(partialExecution));
        return arenaBudget
                .map(bytes -> options.withArenaBudget(ByteSizes.parse(bytes, ARENA_BUDGET)))
                .orElse(options);
    }
}
