package dev.pex.codesign.course;

import dev.pex.channels.ChannelGroup;
import dev.pex.channels.ChannelGroups;
import dev.pex.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * The widths of the groups of a network with other channels. A group that is left with one unit is no group of the narrower
 * network any more.
 *
 * @param groups those of the widest network
 */
record GroupWidths(List<ChannelGroup> groups) {
    /** The width of each group in a narrower network. */
    List<Integer> of(Graph narrow) {
        List<ChannelGroup> own = ChannelGroups.of(narrow);
        List<Integer> widths = new ArrayList<>();
        for (ChannelGroup group : groups) {
            widths.add(own.stream()
                    .filter(group::isAlike)
                    .findFirst()
                    .map(ChannelGroup::width)
                    .orElse(1));
        }
        return widths;
    }

    /** The most units that a group of a narrower network can have. */
    int most(ChannelGroup own) {
        return groups.stream()
                .filter(own::isAlike)
                .mapToInt(ChannelGroup::width)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Widths of all groups when those that a narrower network has get others.
     *
     * @param widths of all groups
     * @param own the groups of the narrower network
     * @param changed their widths
     */
    List<Integer> with(List<Integer> widths, List<ChannelGroup> own, List<Integer> changed) {
        List<Integer> result = new ArrayList<>(widths);
        for (int i = 0; i < own.size(); i++) {
            for (int g = 0; g < groups.size(); g++) {
                if (groups.get(g).isAlike(own.get(i))) {
                    result.set(g, changed.get(i));
                }
            }
        }
        return result;
    }
}
