package dev.pex.codesign.prune;

import dev.pex.oracle.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Widths within a budget, by each strategy. */
public final class Cuts {
    /** Steps between the whole network and the narrowest one, for a uniform share. */
    private static final int SHARES = 256;

    /** Most exact answers for one budget; each takes as long as a compilation. */
    private static final int ATTEMPTS = 12;

    private Cuts() {}

    /**
     * Widths within a budget; empty when the strategy finds none.
     *
     * @param start the widths to begin with
     */
    public static Optional<List<Integer>> find(
            Strategy strategy, Judge judge, Losses losses, Budget budget, List<Integer> start) {
        return switch (strategy) {
            case COMPILER -> WidthSearch.find(judge, losses, budget, start);
            case IMPORTANCE -> byImportance(judge, losses, budget, start);
            case UNIFORM -> uniform(judge, budget, start);
        };
    }

    /**
     * Widths whose plan, placed and verified, keeps to a budget; empty when the strategy finds none. Estimates know of no gaps
     * between buffers, which depend on how the sizes of rows fit together, so their budget is lowered by what the exact answer
     * is above it, until that keeps to it, too. With the compiler the widths of all strategies are tried.
     *
     * @param start the widths to begin with
     */
    public static Optional<List<Integer>> confirmed(
            Strategy strategy, Judge judge, Losses losses, Budget budget, List<Integer> start) {
        if (strategy != Strategy.COMPILER) {
            return lowered(strategy, judge, losses, budget, start);
        }
        return Arrays.stream(Strategy.values())
                .flatMap(each -> lowered(each, judge, losses, budget, start).stream())
                .min(Comparator.comparingDouble(losses::at));
    }

    /**
     * Widths that lose less and whose plan still keeps to the budget: groups grow, and exchange width.
     *
     * @param start widths whose plan keeps to the budget
     * @param most widths that no group exceeds; they may be above those of the network
     */
    public static List<Integer> refined(
            Judge judge, Losses losses, Budget budget, List<Integer> start, List<Integer> most) {
        return WidthSearch.refined(judge, losses, budget, start, most);
    }

    private static Optional<List<Integer>> lowered(
            Strategy strategy, Judge judge, Losses losses, Budget budget, List<Integer> start) {
        Budget asked = budget;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<List<Integer>> found = find(strategy, judge, losses, asked, start);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Answer answer = judge.answer(found.get());
            if (budget.holds(answer)) {
                return found;
            }
            asked = budget.lowered(asked, judge.estimate(found.get()), answer);
        }
        return Optional.empty();
    }

    /** The largest share of all groups that keeps to the budget. */
    private static Optional<List<Integer>> uniform(Judge judge, Budget budget, List<Integer> start) {
        for (int share = SHARES; share >= 0; share--) {
            List<Integer> widths = new ArrayList<>();
            for (int width : start) {
                widths.add(Math.max(1, width * share / SHARES));
            }
            if (budget.holds(judge.estimate(widths))) {
                return Optional.of(List.copyOf(widths));
            }
        }
        return Optional.empty();
    }

    /** Units go one by one, the one with the lowest score of all first. */
    private static Optional<List<Integer>> byImportance(
            Judge judge, Losses losses, Budget budget, List<Integer> start) {
        List<Integer> widths = new ArrayList<>(start);
        while (!budget.holds(judge.estimate(List.copyOf(widths)))) {
            int least = -1;
            double loss = Double.POSITIVE_INFINITY;
            for (int g = 0; g < widths.size(); g++) {
                double[] lost = losses.lost().get(g);
                int width = widths.get(g);
                double own = width > 1 ? lost[width - 1] - lost[width] : Double.POSITIVE_INFINITY;
                if (own < loss) {
                    loss = own;
                    least = g;
                }
            }
            if (least < 0) {
                return Optional.empty();
            }
            widths.set(least, widths.get(least) - 1);
        }
        return Optional.of(List.copyOf(widths));
    }
}
