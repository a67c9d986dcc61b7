package dev.pex.codesign.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Widens groups as far as something allows, where it is worth the most first. */
final class Growth {
    /** No group. */
    static final int NONE = -1;

    private Growth() {}

    /**
     * Widths that are as large as allowed. Groups grow by an eighth of their whole width at first, and by ever smaller steps
     * once that is too much.
     *
     * @param start widths that are allowed
     * @param most widths that no group exceeds
     * @param closed a group that does not grow, or {@link #NONE}
     * @param allowed says whether wider ones are
     */
    static List<Integer> of(
            List<Integer> start, List<Integer> most, int closed, Losses losses, Predicate<List<Integer>> allowed) {
        List<Integer> widths = start;
        int[] steps = new int[most.size()];
        for (int g = 0; g < steps.length; g++) {
            steps[g] = g == closed ? 0 : Math.max(1, most.get(g) / 8);
        }
        while (true) {
            int best = NONE;
            double value = 0;
            for (int g = 0; g < steps.length; g++) {
                int step = Math.min(steps[g], most.get(g) - widths.get(g));
                if (step > 0) {
                    double[] lost = losses.lost().get(g);
                    double own = (lost[widths.get(g)] - lost[widths.get(g) + step]) / step;
                    if (best == NONE || own > value) {
                        best = g;
                        value = own;
                    }
                }
            }
            if (best == NONE) {
                return widths;
            }
            int step = Math.min(steps[best], most.get(best) - widths.get(best));
            List<Integer> wider = with(widths, best, widths.get(best) + step);
            if (allowed.test(wider)) {
                widths = wider;
            } else {
                steps[best] = step / 2;
            }
        }
    }

    static List<Integer> with(List<Integer> widths, int group, int width) {
        List<Integer> changed = new ArrayList<>(widths);
        changed.set(group, width);
        return List.copyOf(changed);
    }
}
