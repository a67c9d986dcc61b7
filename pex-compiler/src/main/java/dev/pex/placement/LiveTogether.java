package dev.pex.placement;

import java.util.Arrays;

/** The blocks, not pinned, that are live together with a given one, by their numbers. */
final class LiveTogether {
    final int[] block;

    /** How far above the given block's offset that of block[k] is at least when it lies above. */
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
