package dev.pex.planning;

import dev.pex.cost.CostModel;
import dev.pex.cost.SearchPrices;
import dev.pex.graph.Graph;
import dev.pex.kernel.InstructionSet;
import dev.pex.kernel.Optimize;
import dev.pex.kernel.Tuning;
import dev.pex.kernel.Variants;
import dev.pex.memory.Arrangements;
import dev.pex.placement.Limits;
import dev.pex.plan.Plan;
import dev.pex.schedule.SegmentScheduler;
import dev.pex.schedule.SegmentedSchedule;
import java.util.List;
import java.util.Optional;

/**
 * Spends a part of the arena on speed, on targets with kernels of their own: on scratch for kernels and on larger parts. In
 * such a kernel the fixed cost of a call is a larger share of the time than in a portable one. {@link SearchPrices} states
 * what a step less is worth, and what all may cost together.
 */
final class Acceleration {
    /** Limits between which schedules are looked for are at least so far apart. */
    private static final int LEAST_BYTES = 16;

    private final Graph graph;
    private final Variants variants;
    private final Limits limits;
    private final SearchPrices prices = CostModel.prices();

    /**
     * What makes the plans of a network faster.
     *
     * @param limits of the work for each placement that scratch has made larger
     */
    Acceleration(Graph graph, Variants variants, Limits limits) {
        this.graph = graph;
        this.variants = variants;
        this.limits = limits;
    }

    /** Whether the target has kernels of its own and speed is wanted. */
    boolean isWanted() {
        Tuning tuning = variants.tuning();
        return tuning.target().instructions() != InstructionSet.PORTABLE && tuning.optimize() != Optimize.SIZE;
    }

    /**
     * The plan, or one that is faster.
     *
     * @param schedulers that find schedules which the plan's caller allows
     */
    FoundPlan of(FoundPlan plan, List<SegmentScheduler> schedulers) {
        long most = plan.plan().arenaBytes() + (long) prices.mostBytesForSpeed();
        FoundPlan best = withScratch(plan, most);
        int bytes = prices.mostBytesForSpeed();
        while (bytes >= LEAST_BYTES) {
            long limit = plan.schedule().livePeak() + bytes;
            int fewest = Integer.MAX_VALUE;
            for (SegmentScheduler scheduler : schedulers) {
                Optional<SegmentedSchedule> schedule = scheduler.cheapest(limit);
                if (schedule.isPresent()) {
                    int steps = schedule.get().schedule().steps().size();
                    fewest = Math.min(fewest, steps);
                    if (prices.arenaAndSteps(schedule.get().livePeak(), steps) < price(best)) {
                        best = better(best, placed(schedule.get(), plan.lowerBound()), most);
                    }
                }
            }
            // Fewer bytes give no fewer steps: none that are worth it are left unless the steps saved are more.
            int saved = plan.plan().steps().size() - fewest;
            bytes = Math.toIntExact(Math.min(bytes / 2, prices.arenaBytesOf(saved)));
        }
        return best;
    }

    private FoundPlan better(FoundPlan best, FoundPlan found, long most) {
        return found.plan().arenaBytes() <= most && price(found) < price(best) ? found : best;
    }

    private long price(FoundPlan found) {
        return prices.arenaAndSteps(
                found.plan().arenaBytes(), found.plan().steps().size());
    }

    private FoundPlan placed(SegmentedSchedule schedule, long lowerBound) {
        Arrangements arrangements = Arrangements.of(graph, schedule.schedule(), variants);
        return new FoundPlan(schedule, arrangements.plan(), lowerBound);
    }

    /** The same schedule with the scratch that makes it faster, if the arena stays within so many bytes. */
    FoundPlan withScratch(FoundPlan found, long most) {
        if (!variants.haveScratch()) {
            return found;
        }
        Arrangements arrangements = Arrangements.of(graph, found.schedule().schedule(), variants);
        if (arrangements.plan().arenaBytes() > found.plan().arenaBytes()) {
            arrangements.improve(limits);
        }
        Plan plan = arrangements.plan();
        return plan.arenaBytes() <= most ? new FoundPlan(found.schedule(), plan, found.lowerBound()) : found;
    }
}
