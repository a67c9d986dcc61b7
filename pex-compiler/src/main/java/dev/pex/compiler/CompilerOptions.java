package dev.pex.compiler;

import dev.pex.kernel.Optimize;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import java.util.OptionalLong;

/**
 * What a user may choose.
 *
 * @param target the core that the C is generated for
 * @param optimize what the C should save
 * @param io which types the network's inputs and outputs have
 * @param inputMode whether inputs lie in the arena before an inference or arrive while it runs
 * @param partialExecution what may be cut into parts
 * @param arenaBudget the most bytes that the arena may take; without one the smallest arena is wanted
 */
public record CompilerOptions(
        Target target,
        Optimize optimize,
        Io io,
        InputMode inputMode,
        PartialExecution partialExecution,
        OptionalLong arenaBudget) {
    public CompilerOptions {
        if (arenaBudget.isPresent() && arenaBudget.getAsLong() < 1) {
            throw new IllegalArgumentException("a budget of " + arenaBudget.getAsLong() + " bytes");
        }
    }

    /** Portable C, balanced, inputs and outputs as the model has them, resident, everything allowed, no budget. */
    public static CompilerOptions defaults() {
        return new CompilerOptions(
                Target.GENERIC,
                Optimize.BALANCED,
                Io.MODEL,
                InputMode.RESIDENT,
                PartialExecution.ALL,
                OptionalLong.empty());
    }

    /** What decides which kernels run the network. */
    Tuning tuning() {
        return new Tuning(target, optimize);
    }

    public CompilerOptions withTarget(Target value) {
        return new CompilerOptions(value, optimize, io, inputMode, partialExecution, arenaBudget);
    }

    public CompilerOptions withOptimize(Optimize value) {
        return new CompilerOptions(target, value, io, inputMode, partialExecution, arenaBudget);
    }

    public CompilerOptions withIo(Io value) {
        return new CompilerOptions(target, optimize, value, inputMode, partialExecution, arenaBudget);
    }

    public CompilerOptions withInputMode(InputMode value) {
        return new CompilerOptions(target, optimize, io, value, partialExecution, arenaBudget);
    }

    public CompilerOptions withPartialExecution(PartialExecution value) {
        return new CompilerOptions(target, optimize, io, inputMode, value, arenaBudget);
    }

    public CompilerOptions withArenaBudget(long bytes) {
        return new CompilerOptions(target, optimize, io, inputMode, partialExecution, OptionalLong.of(bytes));
    }

    public CompilerOptions withoutArenaBudget() {
        return new CompilerOptions(target, optimize, io, inputMode, partialExecution, OptionalLong.empty());
    }
}
