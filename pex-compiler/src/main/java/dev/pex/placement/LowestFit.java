package dev.pex.placement;

import java.util.Arrays;

/** Places blocks one after another, each at the lowest offset that the blocks before it leave free. */
final class LowestFit {
    private static final int INSERTION_SORT = 24;

    private final Instance instance;
    final Conflicts conflicts;

    /** Ranges of offsets that are ruled out for the current block, the start in the upper 32 bits. */
    private long[] ruledOut = new long[16];

    /** Offset of every block in the last order; -1 for blocks that were not reached when the order was given up. */
    final int[] offset;

    /** Work so far: pairs of blocks compared. */
    long work;

    LowestFit(Instance instance, Conflicts conflicts) {
        this.instance = instance;
        this.conflicts = conflicts;
        this.offset = instance.pinned.clone();
    }

    /**
     * Places all blocks and returns the height; gives up as soon as the height reaches the limit.
     *
     * @param order all blocks that are not pinned
     */
    int place(int[] order, int limit) {
        System.arraycopy(instance.pinned, 0, offset, 0, offset.length);
        work += offset.length;
        int height = 0;
        for (int i = 0; i < instance.blocks; i++) {
            if (offset[i] >= 0) {
                height = Math.max(height, offset[i] + instance.height[i]);
            }
        }
        for (int block : order) {
            offset[block] = lowest(block);
            height = Math.max(height, offset[block] + instance.height[block]);
            if (height >= limit) {
                return height;
            }
        }
        return height;
    }

    private int lowest(int block) {
        Conflicts.Entries entries = conflicts.of(block);
        work += entries.count + 1;
        if (ruledOut.length < entries.count) {
            ruledOut = new long[Math.max(entries.count, 2 * ruledOut.length)];
        }
        int count = 0;
        for (int k = 0; k < entries.count; k++) {
            int below = offset[entries.other[k]];
            if (below >= 0 && below + entries.hi[k] > 0) {
                ruledOut[count++] = ((long) (below + entries.lo[k]) << Integer.SIZE) | (below + entries.hi[k]);
            }
        }
        sort(count);
        int alignment = instance.alignment[block];
        int lowest = 0;
        for (int k = 0; k < count; k++) {
            if ((int) (ruledOut[k] >> Integer.SIZE) >= lowest) {
                break;
            }
            int end = (int) ruledOut[k];
            if (end > lowest) {
                lowest = (end + alignment - 1) / alignment * alignment;
            }
        }
        return lowest;
    }

    private void sort(int count) {
        if (count > INSERTION_SORT) {
            Arrays.sort(ruledOut, 0, count);
            return;
        }
        for (int k = 1; k < count; k++) {
            long value = ruledOut[k];
            int at = k;
            while (at > 0 && ruledOut[at - 1] > value) {
                ruledOut[at] = ruledOut[at - 1];
                at--;
            }
            ruledOut[at] = value;
        }
    }
}
