package dev.pex.codesign.prune;

import dev.pex.oracle.Answer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds widths that keep to a budget and lose little, with the compiler as the judge. It begins with widths that keep to it, which
 * need no compiler but for one number: the same share of every group, or the units with the lowest scores of all. Then it
 * gives back to each group what the budget allows: all of it, where a group does not set the peak. At last it exchanges: a
 * group gets narrower, others grow in its place, and the change stays if less is lost.
 */
final class WidthSearch {
    /** Exchanges are tried by these shares of a group, the largest first. */
    private static final double[] SHARES = {0.25, 0.125, 0};

    /** Rounds of exchanges over all groups; most searches end earlier, because nothing gets better. */
    private static final int ROUNDS = 4;

    /** Most plans of one refinement that are placed with little work. */
    private static final int BRIEF_QUESTIONS = 120;

    /** Most exact answers of one refinement; each takes as long as a compilation. */
    private static final int EXACT_QUESTIONS = 30;

    /** A plan that is placed with little work seldom needs more than so many times the bytes of the exact one (measured: 1.06). */
    private static final double ALMOST = 1.08;

    private final Losses losses;
    private final List<Integer> most;
    private final Predicate<List<Integer>> allowed;

    private WidthSearch(Losses losses, List<Integer> most, Predicate<List<Integer>> allowed) {
        this.losses = losses;
        this.most = most;
        this.allowed = allowed;
    }

    /**
     * Widths within a budget; empty when none of its beginnings keeps to it.
     *
     * @param most the widths to begin with, which no group exceeds
     */
    static Optional<List<Integer>> find(Judge judge, Losses losses, Budget budget, List<Integer> most) {
        if (budget.holds(judge.estimate(most))) {
            return Optional.of(most);
        }
        WidthSearch search = new WidthSearch(losses, most, widths -> budget.holds(judge.estimate(widths)));
        Optional<List<Integer>> best = Optional.empty();
        for (Strategy strategy : List.of(Strategy.UNIFORM, Strategy.IMPORTANCE)) {
            Optional<List<Integer>> found = Cuts.find(strategy, judge, losses, budget, most)
                    .map(widths -> search.exchanged(search.grown(widths, Growth.NONE)));
            if (found.isPresent() && (best.isEmpty() || losses.at(found.get()) < losses.at(best.get()))) {
                best = found;
            }
        }
        return best;
    }

    /**
     * Widths that lose less, with plans as the judge, for a limited number of them.
     *
     * @param start widths whose plan keeps to the budget
     * @param most widths that no group exceeds; they may be above those of the network
     */
    static List<Integer> refined(Judge judge, Losses losses, Budget budget, List<Integer> start, List<Integer> most) {
        int[] asked = {0, 0};
        Budget almost = budget.times(ALMOST);
        // An arena is never below its live bytes, and seldom far below that of a brief answer: both spare exact ones.
        Predicate<List<Integer>> allowed = widths -> {
            if (asked[0] == BRIEF_QUESTIONS || !budget.holds(judge.estimate(widths))) {
                return false;
            }
            asked[0]++;
            Answer brief = judge.briefly(widths);
            if (budget.holds(brief) || asked[1] == EXACT_QUESTIONS || !almost.holds(brief)) {
                return budget.holds(brief);
            }
            asked[1]++;
            return budget.holds(judge.answer(widths));
        };
        WidthSearch search = new WidthSearch(losses, most, allowed);
        List<Integer> found = search.exchanged(search.grown(start, Growth.NONE));
        return budget.holds(judge.answer(found)) ? found : start;
    }

    private List<Integer> grown(List<Integer> widths, int closed) {
        return Growth.of(widths, most, closed, losses, allowed);
    }

    private List<Integer> exchanged(List<Integer> start) {
        List<Integer> widths = start;
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> before = widths;
            for (double share : SHARES) {
                for (int g = 0; g < most.size(); g++) {
                    int narrow = widths.get(g) - Math.max(1, (int) (widths.get(g) * share));
                    if (narrow >= 1) {
                        List<Integer> changed = grown(Growth.with(widths, g, narrow), g);
                        widths = losses.at(changed) < losses.at(widths) ? changed : widths;
                    }
                }
            }
            if (widths.equals(before)) {
                break;
            }
        }
        return widths;
    }
}
