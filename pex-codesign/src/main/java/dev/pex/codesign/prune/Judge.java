package dev.pex.codesign.prune;

import dev.pex.oracle.Answer;
import dev.pex.oracle.Estimate;
import java.util.List;
import java.util.function.Function;

/**
 * Says what a network takes with some widths, one for each of its groups.
 *
 * @param estimates quick answers, which know of no gaps between buffers
 * @param brief answers of plans that were placed with little work; arenas are a little larger, and seldom smaller
 * @param plans exact answers, each of which takes as long as a compilation
 */
public record Judge(
        Function<List<Integer>, Estimate> estimates,
        Function<List<Integer>, Answer> brief,
        Function<List<Integer>, Answer> plans) {

    /** A quick answer. */
    public Estimate estimate(List<Integer> widths) {
        return estimates.apply(widths);
    }

    /** An answer of a plan that was placed with little work. */
    public Answer briefly(List<Integer> widths) {
        return brief.apply(widths);
    }

    /** An exact answer. */
    public Answer answer(List<Integer> widths) {
        return plans.apply(widths);
    }
}
