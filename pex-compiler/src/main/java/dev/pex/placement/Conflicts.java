package dev.pex.placement;

import java.util.Arrays;

/**
 * Which offsets blocks rule out for one another. Blocks that are never live together rule out nothing. The entries of all
 * pairs are kept when they need little memory; otherwise they are found again at each call.
 */
final class Conflicts {
    /** Entries kept, 12 bytes each. */
    private static final int MAXIMUM_KEPT = 4_000_000;

    private final Instance instance;
    private final IntervalTree tree;
    private final Entries[] kept;
    private final Entries scratch;

    /** By other block: its latest entry for the current block. Valid when seen[other] is the number of the current search. */
    private final int[] entryFor;

    private final int[] seen;
    private int searches;

    Conflicts(Instance instance) {
        this.instance = instance;
        tree = new IntervalTree(instance);
        scratch = new Entries();
        entryFor = new int[instance.blocks];
        seen = new int[instance.blocks];
        kept = keepAll();
    }

    /** The entries of one block: block other[k] at offset o rules out every offset above o + lo[k] and below o + hi[k]. */
    static final class Entries {
        int[] other = new int[16];
        int[] lo = new int[16];
        int[] hi = new int[16];
        int count;

        private void add(int newOther, int newLo, int newHi) {
            if (count == other.length) {
                other = Arrays.copyOf(other, 2 * count);
                lo = Arrays.copyOf(lo, 2 * count);
                hi = Arrays.copyOf(hi, 2 * count);
            }
            other[count] = newOther;
            lo[count] = newLo;
            hi[count++] = newHi;
        }

        private Entries copy() {
            Entries copy = new Entries();
            copy.other = Arrays.copyOf(other, count);
            copy.lo = Arrays.copyOf(lo, count);
            copy.hi = Arrays.copyOf(hi, count);
            copy.count = count;
            return copy;
        }
    }

    /** The entries of a block. Valid until the next call. */
    Entries of(int block) {
        return kept.length > 0 ? kept[block] : find(block);
    }

    private Entries[] keepAll() {
        Entries[] all = new Entries[instance.blocks];
        int entries = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = find(i).copy();
            entries += all[i].count;
            if (entries > MAXIMUM_KEPT) {
                return new Entries[0];
            }
        }
        return all;
    }

    private Entries find(int block) {
        scratch.count = 0;
        searches++;
        for (int r = instance.firstRectangle[block]; r < instance.firstRectangle[block + 1]; r++) {
            int rectangle = r;
            tree.forEachLiveWith(rectangle, q -> {
                if (instance.blockOf[q] != block) {
                    add(
                            instance.blockOf[q],
                            instance.fromByte[q] - instance.toByte[rectangle],
                            instance.toByte[q] - instance.fromByte[rectangle]);
                }
            });
        }
        return scratch;
    }

    /** Adds a range of offsets, and joins it with an overlapping one. Where two ranges only touch, the offset between them stays allowed. */
    private void add(int other, int lo, int hi) {
        int k = entryFor[other];
        if (seen[other] == searches && lo < scratch.hi[k] && scratch.lo[k] < hi) {
            scratch.lo[k] = Math.min(scratch.lo[k], lo);
            scratch.hi[k] = Math.max(scratch.hi[k], hi);
        } else {
            seen[other] = searches;
            entryFor[other] = scratch.count;
            scratch.add(other, lo, hi);
        }
    }
}
