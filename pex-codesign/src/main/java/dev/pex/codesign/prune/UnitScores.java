package dev.pex.codesign.prune;

import dev.pex.channels.ChannelGroup;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What units of channels are worth, learnt while a network trains. Removing a unit is the same as setting all weights to zero
 * that read its channels; to first order that changes the loss by the sum of their products with their gradients. The score of
 * a unit is the mean of the square of that sum over the steps (Molchanov et al., "Importance Estimation for Neural Network
 * Pruning", 2019, where gates on activations have the same products).
 */
public final class UnitScores {
    private final Graph graph;
    /** By tensor, the group and the unit of each channel; null for none. */
    private final Map<Integer, int[][]> places = new HashMap<>();

    private final double[][] squares;
    private long steps;

    /** Scores of the units of some groups. */
    public UnitScores(Graph graph, List<ChannelGroup> groups) {
        this.graph = graph;
        this.squares = new double[groups.size()][];
        for (int g = 0; g < groups.size(); g++) {
            ChannelGroup group = groups.get(g);
            squares[g] = new double[group.width()];
            for (int u = 0; u < group.width(); u++) {
                int[] place = {g, u};
                group.units().get(u).channels().forEach((tensor, channels) -> {
                    int[][] own = places.computeIfAbsent(
                            tensor, id -> new int[graph.tensor(id).extent().channels()][]);
                    for (int channel : channels.toArray()) {
                        own[channel] = place;
                    }
                });
            }
        }
    }

    /**
     * Adds what a step says.
     *
     * @param products as {@link dev.pex.codesign.torch.StepListener} has them
     */
    public void step(Map<Integer, float[]> products) {
        double[][] sums = new double[squares.length][];
        for (int g = 0; g < sums.length; g++) {
            sums[g] = new double[squares[g].length];
        }
        products.forEach((index, own) -> {
            Operator operator = graph.operators().get(index);
            int tensor = operator.inputs().get(0);
            if (places.containsKey(tensor)) {
                int[][] units = Objects.requireNonNull(places.get(tensor));
                for (int channel = 0; channel < own.length; channel++) {
                    if (units[channel] != null) {
                        sums[units[channel][0]][units[channel][1]] += own[channel];
                    }
                }
            }
        });
        for (int g = 0; g < sums.length; g++) {
            for (int u = 0; u < sums[g].length; u++) {
                squares[g][u] += sums[g][u] * sums[g][u];
            }
        }
        steps++;
    }

    /** The scores of the units of each group, all positive or zero. */
    public List<double[]> scores() {
        List<double[]> scores = new ArrayList<>();
        for (double[] own : squares) {
            scores.add(Arrays.stream(own)
                    .map(square -> square / Math.max(1, steps))
                    .toArray());
        }
        return scores;
    }

    /**
     * Scores that groups are compared by: those of each group, divided by the square root of their mean. A score says what one unit is
     * worth while all others are there. Taken as they are, groups with low scores become so narrow that this says nothing any more; divided
     * by the mean, all groups would be worth the same. This is half way, in ratio (docs/STUDY.md compares them).
     */
    public static List<double[]> evened(List<double[]> scores) {
        List<double[]> evened = new ArrayList<>();
        for (double[] own : scores) {
            double divisor = Math.sqrt(Arrays.stream(own).average().orElse(0));
            evened.add(Arrays.stream(own)
                    .map(score -> divisor > 0 ? score / divisor : 0)
                    .toArray());
        }
        return evened;
    }
}
