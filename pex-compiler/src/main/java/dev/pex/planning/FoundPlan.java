package dev.pex.planning;

import dev.pex.plan.Plan;
import dev.pex.schedule.SegmentedSchedule;

/**
 * A plan and its schedule.
 *
 * @param lowerBound a peak of live bytes that no schedule of the search is below
 */
public record FoundPlan(SegmentedSchedule schedule, Plan plan, long lowerBound) {
    FoundPlan withLowerBound(long bound) {
        return new FoundPlan(schedule, plan, bound);
    }
}
