package dev.pex.kernel;

/**
 * What decides which kernels run a network.
 *
 * @param target the core that code is generated for
 * @param optimize what it should save
 */
public record Tuning(Target target, Optimize optimize) {
    /** The usual one of a target. */
    public static Tuning of(Target target) {
        return new Tuning(target, Optimize.BALANCED);
    }
}
