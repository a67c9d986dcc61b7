package dev.pex.placement;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The blocks, not pinned, that are live together with a given one, by their numbers. */
final class Neighbours {
    final int[] block;

    /** How far above the given block's offset that of block[k] is at least when it lies above. */
    final int[] rise;

    /** The least of all rises. */
    final int leastRise;

    final int count;

    Neighbours(Instance instance, Conflicts.Entries entries) {
        int[] sorted = sortedByBlock(instance, entries);
        int[] others = new int[sorted.length];
        int[] rises = new int[sorted.length];
        int found = 0;
        for (int k : sorted) {
            int above = -entries.lo[k];
            if (found > 0 && others[found - 1] == entries.other[k]) {
                rises[found - 1] = Math.max(rises[found - 1], above);
            } else {
                others[found] = entries.other[k];
                rises[found++] = above;
            }
        }
        count = found;
        block = Arrays.copyOf(others, found);
        rise = Arrays.copyOf(rises, found);
        leastRise = Arrays.stream(rise).min().orElse(Integer.MAX_VALUE);
    }

    private static int[] sortedByBlock(Instance instance, Conflicts.Entries entries) {
        return IntStream.range(0, entries.count)
                .filter(k -> instance.pinned[entries.other[k]] < 0)
                .mapToLong(k -> (long) entries.other[k] << Integer.SIZE | k)
                .sorted()
                .mapToInt(k -> (int) k)
                .toArray();
    }
}
