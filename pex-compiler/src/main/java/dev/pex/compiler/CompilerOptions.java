package dev.pex.compiler;

import dev.pex.plan.Target;

/**
 * What a user may choose.
 *
 * @param target the core that the C is generated for
 */
public record CompilerOptions(Target target) {
    /** Portable C. */
    public static CompilerOptions defaults() {
        return new CompilerOptions(Target.GENERIC);
    }
}
