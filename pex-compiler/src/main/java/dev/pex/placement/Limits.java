package dev.pex.placement;

/**
 * How much work a placement may take, counted in steps that are the same on every machine: about a
 * hundred million take a second. A placement that reaches its lower bound ends at once.
 *
 * @param orderWork for trying orders of lowest fit, beyond the few that are always tried
 * @param searchWork for the search that also proves
 */
public record Limits(long orderWork, long searchWork) {
    public Limits {
        if (orderWork < 0 || searchWork < 0) {
            throw new IllegalArgumentException("negative work");
        }
    }

    /** A handful of orders: for comparing many sets of blocks. */
    public static Limits quick() {
        return new Limits(0, 0);
    }

    /** What a compilation takes once: seconds at worst. */
    public static Limits standard() {
        return new Limits(30_000_000L, 500_000_000L);
    }
}
