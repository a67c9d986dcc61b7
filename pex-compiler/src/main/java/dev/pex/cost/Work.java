package dev.pex.cost;

import java.util.Arrays;

/** Counts of each {@link Unit}. */
final class Work {
    private final long[] counts;

    private Work(long[] counts) {
        this.counts = counts;
    }

    static Work none() {
        return new Work(new long[Unit.values().length]);
    }

    long of(Unit unit) {
        return counts[unit.ordinal()];
    }

    Work with(Unit unit, long count) {
        long[] changed = counts.clone();
        changed[unit.ordinal()] = count;
        return new Work(changed);
    }

    Work plus(Work other) {
        long[] sums = counts.clone();
        Arrays.setAll(sums, i -> counts[i] + other.counts[i]);
        return new Work(sums);
    }
}
