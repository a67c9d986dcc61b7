package dev.pex.codesign.explore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares networks by accuracy and by some costs. One is surpassed by another that is as good in everything and better in
 * something; the front is what nothing surpasses.
 *
 * @param costs that are compared beside accuracy
 */
record Front(List<Objective> costs) {
    Front {
        costs = List.copyOf(costs);
    }

    boolean isSurpassed(Figures one, Figures other) {
        boolean asGood = other.accuracy() >= one.accuracy();
        boolean better = other.accuracy() > one.accuracy();
        for (Objective objective : costs) {
            asGood &= objective.cost(other) <= objective.cost(one);
            better |= objective.cost(other) < objective.cost(one);
        }
        return asGood && better;
    }

    /** Whether nothing surpasses a network. */
    boolean holds(Figures one, Collection<Figures> all) {
        return all.stream().noneMatch(other -> isSurpassed(one, other));
    }

    /**
     * The networks that training goes on with: those of the front, then those of the front of the others, and so on. Where a front has
     * more than there is room for, the most accurate one is taken, and then always the one that is farthest from those that
     * are taken, so that small networks stay beside accurate ones.
     *
     * @return indices, ascending
     */
    List<Integer> best(List<Figures> all, int count) {
        List<Integer> rest =
                new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < count && !rest.isEmpty()) {
            List<Figures> others = rest.stream().map(all::get).toList();
            List<Integer> front = new ArrayList<>(
                    rest.stream().filter(i -> holds(all.get(i), others)).toList());
            rest.removeAll(front);
            int room = count - chosen.size();
            chosen.addAll(front.size() <= room ? front : spread(all, front, room));
        }
        return chosen.stream().sorted().toList();
    }

    private List<Integer> spread(List<Figures> all, List<Integer> front, int count) {
        List<Integer> rest = new ArrayList<>(front);
        List<Integer> chosen = new ArrayList<>();
        int first = rest.get(0);
        for (int i : rest) {
            first = all.get(i).accuracy() > all.get(first).accuracy() ? i : first;
        }
        chosen.add(first);
        rest.remove(Integer.valueOf(first));
        double[] scale = scale(all, front);
        while (chosen.size() < count) {
            int farthest = rest.get(0);
            double most = -1;
            for (int i : rest) {
                double nearest = Double.POSITIVE_INFINITY;
                for (int taken : chosen) {
                    nearest = Math.min(nearest, distance(all.get(i), all.get(taken), scale));
                }
                if (nearest > most) {
                    most = nearest;
                    farthest = i;
                }
            }
            chosen.add(farthest);
            rest.remove(Integer.valueOf(farthest));
        }
        return chosen;
    }

    /** The width of the front along accuracy and each cost. */
    private double[] scale(List<Figures> all, List<Integer> front) {
        double[] scale = new double[costs.size() + 1];
        for (int k = 0; k < scale.length; k++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i : front) {
                least = Math.min(least, coordinate(all.get(i), k));
                most = Math.max(most, coordinate(all.get(i), k));
            }
            scale[k] = most > least ? most - least : 1;
        }
        return scale;
    }

    private double distance(Figures one, Figures other, double[] scale) {
        double sum = 0;
        for (int k = 0; k < scale.length; k++) {
            double along = (coordinate(one, k) - coordinate(other, k)) / scale[k];
            sum += along * along;
        }
        return sum;
    }

    private double coordinate(Figures figures, int k) {
        return k == 0 ? figures.accuracy() : costs.get(k - 1).cost(figures);
    }
}
