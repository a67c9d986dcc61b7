package dev.pex.memory;

import java.util.List;

/**
 * A strip that lies inside another one because their storages do.
 *
 * @param outer index of the strip around
 * @param inner index of the strip inside
 * @param distance of the start of the inner one from that of the outer one; negative when it begins before
 */
record Nesting(int outer, int inner, int distance) {
    /** Bytes of meaning that the two have in common. */
    int shared(List<Strip> strips) {
        Strip in = strips.get(inner);
        int bytes = Math.min(distance + in.bytes(), strips.get(outer).bytes()) - Math.max(distance, 0);
        return Math.min(bytes, in.payload());
    }
}
