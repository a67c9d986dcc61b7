package dev.pex.channels;

import java.util.List;
import java.util.Set;

/**
 * Units that are alike: each has as many channels of each tensor as the others. The width of a group is the number of its
 * units; any of them may be removed, except the last.
 *
 * @param name of the first layer that makes some of its channels, as the model names its output
 * @param units in the order of the channels in the first tensor of the group; at least two
 */
public record ChannelGroup(String name, List<ChannelUnit> units) {
    public ChannelGroup {
        units = List.copyOf(units);
    }

    /** The number of units. */
    public int width() {
        return units.size();
    }

    /** Ids of the tensors that have channels in it, ascending. */
    public Set<Integer> tensors() {
        return units.get(0).channels().keySet();
    }

    /** Whether a group of a narrower network, or of a wider one, is this one: its units have as many channels of the same tensors. */
    public boolean isAlike(ChannelGroup other) {
        return units.get(0).counts().equals(other.units.get(0).counts());
    }
}
