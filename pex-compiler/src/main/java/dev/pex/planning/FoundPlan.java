package dev.pex.planning;

import dev.pex.plan.Plan;
import dev.pex.schedule.SegmentedSchedule;

/**
 * A plan and how it came about.
 *
 * @param lowerBound no schedule that was searched has fewer bytes alive at a time
 */
public record FoundPlan(SegmentedSchedule schedule, Plan plan, long lowerBound) {
    FoundPlan withLowerBound(long bound) {
        return new FoundPlan(schedule, plan, bound);
    }
}
