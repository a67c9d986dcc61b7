package dev.pex.compiler;

import dev.pex.kernel.Target;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import java.util.OptionalLong;

/**
 * What a user may choose.
 *
 * @param target the core that the C is generated for
 * @param io which types the network's inputs and outputs have
 * @param inputMode whether inputs lie in the arena before an inference or arrive while it runs
 * @param partialExecution what may be cut into parts
 * @param arenaBudget the most bytes that the arena may take; without one the smallest arena is wanted
 */
public record CompilerOptions(
        Target target, Io io, InputMode inputMode, PartialExecution partialExecution, OptionalLong arenaBudget) {
    public CompilerOptions {
        if (arenaBudget.isPresent() && arenaBudget.getAsLong() < 1) {
            throw new IllegalArgumentException("a budget of " + arenaBudget.getAsLong() + " bytes");
        }
    }

    /** Portable C, inputs and outputs as the model has them, resident, everything allowed, no budget. */
    public static CompilerOptions defaults() {
        return new CompilerOptions(
                Target.GENERIC, Io.MODEL, InputMode.RESIDENT, PartialExecution.ALL, OptionalLong.empty());
    }

    public CompilerOptions withTarget(Target value) {
        return new CompilerOptions(value, io, inputMode, partialExecution, arenaBudget);
    }

    public CompilerOptions withIo(Io value) {
        return new CompilerOptions(target, value, inputMode, partialExecution, arenaBudget);
    }

    public CompilerOptions withInputMode(InputMode value) {
        return new CompilerOptions(target, io, value, partialExecution, arenaBudget);
    }

    public CompilerOptions withPartialExecution(PartialExecution value) {
        return new CompilerOptions(target, io, inputMode, value, arenaBudget);
    }

    public CompilerOptions withArenaBudget(long bytes) {
        return new CompilerOptions(target, io, inputMode, partialExecution, OptionalLong.of(bytes));
    }

    public CompilerOptions withoutArenaBudget() {
        return new CompilerOptions(target, io, inputMode, partialExecution, OptionalLong.empty());
    }
}
