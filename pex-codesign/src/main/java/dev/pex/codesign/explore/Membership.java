package dev.pex.codesign.explore;

import dev.pex.tensor.Bytes;
import java.util.List;

/**
 * How a machine joins others.
 *
 * @param address that it listens at
 * @param port that it listens at
 * @param members addresses with ports of others, to find them
 * @param secret that all share; signs all messages
 * @param sources digest of model and data, which all must share
 */
public record Membership(String address, int port, List<String> members, Bytes secret, String sources) {
    public Membership {
        members = List.copyOf(members);
    }
}
