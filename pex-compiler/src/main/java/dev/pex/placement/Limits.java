package dev.pex.placement;

/**
 * How much work a placement may do, counted in steps that are the same on every machine; about a hundred million take a
 * second. A placement that reaches its lower bound ends at once.
 *
 * @param orderWork for the search over orders, beyond the few orders that are always tried
 * @param searchWork for the search over layouts, which also proves lower bounds
 */
public record Limits(long orderWork, long searchWork) {
    public Limits {
        if (orderWork < 0 || searchWork < 0) {
            throw new IllegalArgumentException("negative work");
        }
    }

    /** The same with no more work than others allow. */
    public Limits atMost(Limits others) {
        return new Limits(Math.min(orderWork, others.orderWork), Math.min(searchWork, others.searchWork));
    }

    /** Five orders and no search: for comparing many sets of blocks. */
    public static Limits quick() {
        return new Limits(0, 0);
    }

    /** For one placement in a compilation: seconds at most. */
    public static Limits standard() {
        return new Limits(30_000_000L, 500_000_000L);
    }
}
