package dev.pex.codesign.prune;

import dev.pex.oracle.Answer;
import dev.pex.oracle.Estimate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The most that a network may take.
 *
 * @param limits by resource, all positive; resources without a limit do not count
 */
public record Budget(Map<Resource, Long> limits) {
    public Budget {
        EnumMap<Resource, Long> copy = new EnumMap<>(Resource.class);
        copy.putAll(limits);
        copy.forEach((resource, limit) -> {
            if (limit < 1) {
                throw new IllegalArgumentException("a budget of " + limit + " " + resource.unit());
            }
        });
        limits = Collections.unmodifiableMap(copy);
    }

    /** A budget of SRAM alone. */
    public static Budget ofArena(long bytes) {
        return new Budget(Map.of(Resource.ARENA, bytes));
    }

    /** Whether a network keeps to it. */
    public boolean holds(Estimate estimate) {
        return limits.entrySet().stream().allMatch(limit -> limit.getKey().of(estimate) <= limit.getValue());
    }

    /** Whether a plan keeps to it. */
    public boolean holds(Answer answer) {
        return limits.entrySet().stream().allMatch(limit -> limit.getKey().of(answer) <= limit.getValue());
    }

    /**
     * A budget for estimates, lower than the one before by the share that a plan is above this one.
     *
     * @param asked the budget for estimates before
     * @param estimate of the widths that were found with it; the new budget excludes them
     * @param answer their plan, which does not keep to this budget
     */
    Budget lowered(Budget asked, Estimate estimate, Answer answer) {
        Map<Resource, Long> lower = new EnumMap<>(Resource.class);
        limits.forEach((resource, limit) -> {
            long before = Objects.requireNonNull(asked.limits.get(resource));
            long taken = resource.of(answer);
            long most = Math.min(resource.of(estimate) - 1, before * limit / taken);
            lower.put(resource, taken <= limit ? before : Math.max(1, most));
        });
        return new Budget(lower);
    }

    /**
     * All limits raised alike.
     *
     * @param factor at least 1
     */
    Budget times(double factor) {
        Map<Resource, Long> raised = new EnumMap<>(Resource.class);
        limits.forEach((resource, limit) -> raised.put(resource, (long) (limit * factor)));
        return new Budget(raised);
    }

    /**
     * A budget on the way to this one.
     *
     * @param start what the plan of the network takes at the beginning
     * @param share of the way, in ratios: 0 is the start, 1 this budget
     */
    public Budget stage(Answer start, double share) {
        Map<Resource, Long> staged = new EnumMap<>(Resource.class);
        limits.forEach((resource, limit) -> {
            double ratio = Math.max(1, (double) resource.of(start) / limit);
            staged.put(resource, Math.max(limit, (long) (limit * StrictMath.pow(ratio, 1 - share))));
        });
        return new Budget(staged);
    }
}
