package dev.pex.placement;

import java.util.Arrays;

/** The neighbours of a block: the blocks, not pinned, that are live together with it, by their numbers. */
final class LiveTogether {
    final int[] block;

    /** The least distance of the offset of block[k] from that of the given block when block[k] lies above it. */
    final int[] rise;

    /** The least of all rises. */
    final int leastRise;

    final int count;

    LiveTogether(Instance instance, Conflicts.Entries entries) {
        long[] keys = new long[entries.count];
        int length = 0;
        for (int k = 0; k < entries.count; k++) {
            if (instance.pinned[entries.other[k]] < 0) {
                keys[length++] = (long) entries.other[k] << Integer.SIZE | k;
            }
        }
        Arrays.sort(keys, 0, length);
        int[] others = new int[length];
        int[] rises = new int[length];
        int least = Integer.MAX_VALUE;
        int found = 0;
        for (int n = 0; n < length; n++) {
            int k = (int) keys[n];
            int above = -entries.lo[k];
            if (found > 0 && others[found - 1] == entries.other[k]) {
                rises[found - 1] = Math.max(rises[found - 1], above);
            } else {
                others[found] = entries.other[k];
                rises[found++] = above;
            }
        }
        for (int n = 0; n < found; n++) {
            least = Math.min(least, rises[n]);
        }
        count = found;
        block = Arrays.copyOf(others, found);
        rise = Arrays.copyOf(rises, found);
        leastRise = least;
    }
}
