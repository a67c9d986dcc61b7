package dev.pex.channels;

import dev.pex.graph.Graph;
import dev.pex.operator.KeptChannels;
import dev.pex.operator.Operator;
import dev.pex.tensor.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The channels of a network that remain when units of its groups are removed.
 *
 * @param channels for each tensor the indices of its channels that are kept, ascending
 */
public record Kept(List<Ints> channels) {
    public Kept {
        channels = List.copyOf(channels);
    }

    /**
     * What remains with some units of each group.
     *
     * @param groups those of the network ({@link ChannelGroups})
     * @param units for each group the indices of the units that are kept, ascending and at least one
     * @throws IllegalArgumentException when a group keeps none, or the lists have different sizes
     */
    public static Kept of(Graph graph, List<ChannelGroup> groups, List<Ints> units) {
        if (groups.size() != units.size()) {
            throw new IllegalArgumentException(units.size() + " selections for " + groups.size() + " groups");
        }
        List<boolean[]> removed = new ArrayList<>();
        graph.tensors()
                .forEach(tensor -> removed.add(new boolean[tensor.extent().channels()]));
        for (int g = 0; g < groups.size(); g++) {
            ChannelGroup group = groups.get(g);
            if (units.get(g).size() == 0) {
                throw new IllegalArgumentException("nothing is kept of " + group.name());
            }
            for (int u = 0; u < group.width(); u++) {
                if (!units.get(g).contains(u)) {
                    for (Map.Entry<Integer, Ints> entry :
                            group.units().get(u).channels().entrySet()) {
                        for (int channel : entry.getValue().toArray()) {
                            removed.get(entry.getKey())[channel] = true;
                        }
                    }
                }
            }
        }
        return new Kept(removed.stream().map(Kept::others).toList());
    }

    /**
     * The first units of each group.
     *
     * @param widths for each group how many, at least one
     * @throws IllegalArgumentException when a width is below one or above that of the group
     */
    public static Kept first(Graph graph, List<ChannelGroup> groups, List<Integer> widths) {
        for (int g = 0; g < Math.min(groups.size(), widths.size()); g++) {
            int most = groups.get(g).width();
            if (widths.get(g) < 1 || widths.get(g) > most) {
                throw new IllegalArgumentException(
                        groups.get(g).name() + " can have 1 to " + most + " units, not " + widths.get(g));
            }
        }
        return of(graph, groups, widths.stream().map(Ints::range).toList());
    }

    private static Ints others(boolean[] removed) {
        int[] kept = new int[removed.length];
        int count = 0;
        for (int i = 0; i < removed.length; i++) {
            if (!removed[i]) {
                kept[count++] = i;
            }
        }
        return Ints.copyOf(Arrays.copyOf(kept, count));
    }

    /** Those of the tensors of an operator. */
    public KeptChannels of(Operator operator) {
        return new KeptChannels(
                operator.inputs().stream().map(channels::get).toList(), channels.get(operator.output()));
    }
}
