package dev.pex.channels;

import dev.pex.graph.Graph;
import dev.pex.operator.KeptChannels;
import dev.pex.operator.Operator;
import dev.pex.tensor.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The channels of a network that a narrower or wider one has: those of some units of its groups, some perhaps several times.
 *
 * @param channels for each tensor the indices of its channels, ascending; an index that is there several times is a channel with
 *     copies
 */
public record Kept(List<Ints> channels) {
    public Kept {
        channels = List.copyOf(channels);
    }

    /**
     * The channels with some units of each group.
     *
     * @param groups those of the network ({@link ChannelGroups})
     * @param units for each group the indices of the units, ascending and at least one; each as often as it is to be there
     * @throws IllegalArgumentException when a group keeps none, or the lists have different sizes
     */
    public static Kept of(Graph graph, List<ChannelGroup> groups, List<Ints> units) {
        if (groups.size() != units.size()) {
            throw new IllegalArgumentException(units.size() + " selections for " + groups.size() + " groups");
        }
        List<int[]> counts = new ArrayList<>();
        graph.tensors().forEach(tensor -> {
            int[] once = new int[tensor.extent().channels()];
            Arrays.fill(once, 1);
            counts.add(once);
        });
        for (int g = 0; g < groups.size(); g++) {
            ChannelGroup group = groups.get(g);
            if (units.get(g).size() == 0) {
                throw new IllegalArgumentException("nothing is kept of " + group.name());
            }
            int[] times = new int[group.width()];
            for (int unit : units.get(g).toArray()) {
                times[unit]++;
            }
            for (int u = 0; u < times.length; u++) {
                int count = times[u];
                group.units().get(u).channels().forEach((tensor, own) -> {
                    for (int channel : own.toArray()) {
                        counts.get(tensor)[channel] = count;
                    }
                });
            }
        }
        return new Kept(counts.stream().map(Kept::listed).toList());
    }

    /** The units of each group, those after its width as copies of the last one. */
    public static Kept wider(Graph graph, List<ChannelGroup> groups, List<Integer> widths) {
        List<Ints> units = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            int last = groups.get(g).width() - 1;
            units.add(Ints.copyOf(IntStream.range(0, widths.get(g))
                    .map(unit -> Math.min(unit, last))
                    .toArray()));
        }
        return of(graph, groups, units);
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

    private static Ints listed(int[] counts) {
        return Ints.copyOf(IntStream.range(0, counts.length)
                .flatMap(channel -> IntStream.generate(() -> channel).limit(counts[channel]))
                .toArray());
    }

    /** Those of the tensors of an operator. */
    public KeptChannels of(Operator operator) {
        return new KeptChannels(
                operator.inputs().stream().map(channels::get).toList(), channels.get(operator.output()));
    }
}
