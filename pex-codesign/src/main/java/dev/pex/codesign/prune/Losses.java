package dev.pex.codesign.prune;

import dev.pex.tensor.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is lost when groups become narrower and the units with the lowest scores go first. A score says what a unit costs while
 * all others are there. The fewer are left, the more each of them does: the score counts by the square of the width of the whole
 * group by what is left. So no group pays for all others, and the sums are convex.
 *
 * @param order for each group its units, the most valuable one first
 * @param lost for each group what is lost at each width, from 0 on; negative above the width of the group
 */
public record Losses(List<Ints> order, List<double[]> lost) {
    public Losses {
        order = List.copyOf(order);
        lost = List.copyOf(lost);
    }

    /** Those that follow from scores of units. */
    public static Losses of(List<double[]> scores) {
        return of(scores, scores.stream().map(own -> own.length).toList());
    }

    /**
     * Those of groups that may also become wider. What a new unit adds is estimated by the least valuable one that is there.
     *
     * @param most the largest width of each group, not below the number of its scores
     */
    public static Losses of(List<double[]> scores, List<Integer> most) {
        List<Ints> order = new ArrayList<>();
        List<double[]> lost = new ArrayList<>();
        for (int g = 0; g < scores.size(); g++) {
            double[] own = scores.get(g);
            int[] best = IntStream.range(0, own.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer unit) -> -own[unit]))
                    .mapToInt(unit -> unit)
                    .toArray();
            double[] sums = new double[Math.max(own.length, most.get(g)) + 1];
            for (int width = own.length + 1; width < sums.length; width++) {
                double share = (double) own.length / width;
                sums[width] = sums[width - 1] - own[best[own.length - 1]] * share * share;
            }
            for (int width = own.length - 1; width >= 0; width--) {
                double share = (double) own.length / (width + 1);
                sums[width] = sums[width + 1] + own[best[width]] * share * share;
            }
            order.add(Ints.copyOf(best));
            lost.add(sums);
        }
        return new Losses(order, lost);
    }

    /** What is lost at some widths, of all groups together. */
    double at(List<Integer> widths) {
        double sum = 0;
        for (int g = 0; g < widths.size(); g++) {
            sum += lost.get(g)[widths.get(g)];
        }
        return sum;
    }

    /** The units at some widths, in the order of their indices; the last one several times where a group gets wider. */
    public List<Ints> kept(List<Integer> widths) {
        List<Ints> kept = new ArrayList<>();
        for (int g = 0; g < widths.size(); g++) {
            int width = order.get(g).size();
            int[] units = Arrays.copyOf(order.get(g).toArray(), widths.get(g));
            if (units.length > width) {
                Arrays.fill(units, width, units.length, width - 1);
            }
            Arrays.sort(units);
            kept.add(Ints.copyOf(units));
        }
        return kept;
    }
}
