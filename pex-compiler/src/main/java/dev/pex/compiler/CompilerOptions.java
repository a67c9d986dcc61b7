package dev.pex.compiler;

import dev.pex.plan.Target;
import java.util.OptionalLong;

/**
 * What a user may choose.
 *
 * @param target the core that the C is generated for
 * @param io which types the network's inputs and outputs have
 * @param arenaBudget the most bytes that the arena may take; without one any size will do
 */
public record CompilerOptions(Target target, Io io, OptionalLong arenaBudget) {
    public CompilerOptions {
        if (arenaBudget.isPresent() && arenaBudget.getAsLong() < 1) {
            throw new IllegalArgumentException("a budget of " + arenaBudget.getAsLong() + " bytes");
        }
    }

    /** Portable C, inputs and outputs as the model has them, no budget. */
    public static CompilerOptions defaults() {
        return new CompilerOptions(Target.GENERIC, Io.MODEL, OptionalLong.empty());
    }

    public CompilerOptions withTarget(Target value) {
        return new CompilerOptions(value, io, arenaBudget);
    }

    public CompilerOptions withIo(Io value) {
        return new CompilerOptions(target, value, arenaBudget);
    }

    public CompilerOptions withArenaBudget(long bytes) {
        return new CompilerOptions(target, io, OptionalLong.of(bytes));
    }

    public CompilerOptions withoutArenaBudget() {
        return new CompilerOptions(target, io, OptionalLong.empty());
    }
}
