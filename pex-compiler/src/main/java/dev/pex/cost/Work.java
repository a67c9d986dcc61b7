package dev.pex.cost;

import java.util.EnumMap;
import java.util.Map;

/** Counts of each {@link Unit}. */
final class Work {
    private final Map<Unit, Long> counts;

    private Work(Map<Unit, Long> counts) {
        this.counts = counts;
    }

    static Work none() {
        return new Work(new EnumMap<>(Unit.class));
    }

    long of(Unit unit) {
        return counts.getOrDefault(unit, 0L);
    }

    Work with(Unit unit, long count) {
        Map<Unit, Long> changed = new EnumMap<>(Unit.class);
        changed.putAll(counts);
        changed.put(unit, count);
        return new Work(changed);
    }

    Work plus(Work other) {
        Map<Unit, Long> sums = new EnumMap<>(Unit.class);
        for (Unit unit : Unit.values()) {
            sums.put(unit, of(unit) + other.of(unit));
        }
        return new Work(sums);
    }
}
