package dev.pex.channels;

import dev.pex.tensor.Ints;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Channels of several tensors that can only be removed together, because operators read them one by one: those of a
 * convolution's output and of all that is made of them channel by channel.
 *
 * @param channels by tensor, the indices of its channels, ascending
 */
public record ChannelUnit(SortedMap<Integer, Ints> channels) {
    public ChannelUnit {
        channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
    }

    /** Its channels of a tensor, ascending; none of a tensor that it does not reach. */
    public Ints of(int tensor) {
        return channels.getOrDefault(tensor, Ints.copyOf());
    }

    /** How many channels it has of each tensor. Units with the same counts are alike. */
    Map<Integer, Integer> counts() {
        Map<Integer, Integer> counts = new TreeMap<>();
        channels.forEach((tensor, own) -> counts.put(tensor, own.size()));
        return counts;
    }
}
