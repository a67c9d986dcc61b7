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
 * @param lost for each group what is lost at each width, from 0 to the width of the group
 */
public record Losses(List<Ints> order, List<double[]> lost) {
    public Losses {
        order = List.copyOf(order);
        lost = List.copyOf(lost);
    }

    /** Those that follow from scores of units. */
    public static Losses of(List<double[]> scores) {
        List<Ints> order = new ArrayList<>();
        List<double[]> lost = new ArrayList<>();
        for (double[] own : scores) {
            int[] best = IntStream.range(0, own.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer unit) -> -own[unit]))
                    .mapToInt(unit -> unit)
                    .toArray();
            double[] sums = new double[own.length + 1];
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

    /** The units that remain at some widths, in the order of their indices. */
    public List<Ints> kept(List<Integer> widths) {
        List<Ints> kept = new ArrayList<>();
        for (int g = 0; g < widths.size(); g++) {
            int[] units = Arrays.copyOf(order.get(g).toArray(), widths.get(g));
            Arrays.sort(units);
            kept.add(Ints.copyOf(units));
        }
        return kept;
    }
}
