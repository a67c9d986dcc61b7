package dev.pex.placement;

import java.util.Arrays;

/**
 * A partial layout that grows from the bottom: nothing is ever placed below what is placed. Every
 * change can be undone.
 */
final class Skyline {
    private final Cells cells;

    /** See {@link Ranks}. */
    private final int[] rank;

    /** Bytes of blocks that are not placed yet, by section. */
    final long[] unplaced;

    final boolean[] placed;

    /** Of a placed block its offset, of another one the lowest offset that is left to it. */
    final int[] start;

    /** Pairs: a block and the start that it had, or ~block when it was placed. */
    private int[] trail = new int[1024];

    private int trailSize;

    /** Cells and neighbours touched so far. */
    long work;

    Skyline(Cells cells, int[] rank) {
        this.cells = cells;
        this.rank = rank;
        unplaced = new long[cells.sections];
        placed = new boolean[cells.blocks];
        start = cells.pinned.clone();
        Arrays.fill(placed, true);
        for (int i : cells.order) {
            placed[i] = false;
            start[i] = lowest(i, 0);
            count(i, 1);
        }
    }

    int mark() {
        return trailSize;
    }

    void undo(int mark) {
        while (trailSize > mark) {
            trailSize -= 2;
            int i = trail[trailSize];
            if (i >= 0) {
                start[i] = trail[trailSize + 1];
            } else {
                placed[~i] = false;
                count(~i, 1);
            }
        }
    }

    /** Places a block at its start. */
    void place(int i) {
        placed[i] = true;
        count(i, -1);
        remember(~i, 0);
        Neighbours neighbours = cells.neighbours[i];
        for (int k = 0; k < neighbours.count; k++) {
            int other = neighbours.block[k];
            int above = start[i] + neighbours.rise[k];
            if (!placed[other] && start[other] < above) {
                raise(other, above);
            }
        }
        work += neighbours.count;
    }

    /** Lets no block of a section begin at an offset that adds up to less than a turn with the block's rank. */
    void postpone(int section, int turn) {
        for (int k = cells.firstAt[section]; k < cells.firstAt[section + 1]; k++) {
            int i = cells.block[cells.at[k]];
            if (!placed[i] && start[i] + rank[i] < turn) {
                raise(i, turn - rank[i]);
            }
        }
        work += cells.firstAt[section + 1] - cells.firstAt[section];
    }

    /** Sum of start and rank of a block that is not placed. */
    int turn(int i) {
        return start[i] + rank[i];
    }

    int rank(int i) {
        return rank[i];
    }

    private void raise(int i, int from) {
        remember(i, start[i]);
        start[i] = lowest(i, from);
    }

    /** The lowest offset from one on that is aligned and free of pinned blocks. */
    private int lowest(int i, int from) {
        int alignment = cells.alignment[i];
        int lowest = (from + alignment - 1) / alignment * alignment;
        int[] ruledOut = cells.ruledOut[i];
        for (int k = 0; k < ruledOut.length && ruledOut[k] < lowest; k += 2) {
            if (lowest < ruledOut[k + 1]) {
                lowest = (ruledOut[k + 1] + alignment - 1) / alignment * alignment;
            }
        }
        return lowest;
    }

    private void count(int i, int sign) {
        for (int c = cells.first[i]; c < cells.first[i + 1]; c++) {
            unplaced[cells.section[c]] += (long) sign * (cells.top[c] - cells.bottom[c]);
        }
        work += cells.first[i + 1] - cells.first[i];
    }

    private void remember(int what, int value) {
        if (trailSize == trail.length) {
            trail = Arrays.copyOf(trail, 2 * trailSize);
        }
        trail[trailSize++] = what;
        trail[trailSize++] = value;
    }
}
