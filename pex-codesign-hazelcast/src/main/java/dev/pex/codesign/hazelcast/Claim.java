package dev.pex.codesign.hazelcast;

import java.util.UUID;

/**
 * Says who runs an order.
 *
 * @param member that runs it
 * @param attempt tells it from a claim of the same member before
 */
record Claim(UUID member, UUID attempt) {
    /** As text. */
    String toText() {
        return member + " " + attempt;
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException when it is none of a claim
     */
    static Claim parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("no claim");
        }
        return new Claim(UUID.fromString(parts[0]), UUID.fromString(parts[1]));
    }
}
