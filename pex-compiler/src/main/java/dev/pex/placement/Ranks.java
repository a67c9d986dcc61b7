package dev.pex.placement;

import java.util.Optional;

/**
 * Gives every block a rank such that of two blocks live together the one whose offset and rank add up
 * to less lies below, at whatever time one looks. Blocks that begin at their offsets have rank 0.
 * There are none when blocks can hook into one another, each above the next at some time.
 */
final class Ranks {
    /** After so many rounds they are taken to have no end. */
    private static final int ROUNDS = 100;

    private final Cells cells;
    private final int[] rank;

    /** How far above block i its neighbour of the same index begins at least when it lies above it at some time. */
    private final int[][] distance;

    /** Whether all cells of a block have the same bytes. */
    private final boolean[] flat;

    private Ranks(Cells cells) {
        this.cells = cells;
        rank = new int[cells.blocks];
        distance = new int[cells.blocks][];
        flat = new boolean[cells.blocks];
    }

    static Optional<int[]> of(Cells cells) {
        Ranks ranks = new Ranks(cells);
        return cells.plain || ranks.lowerAll() ? Optional.of(ranks.rank) : Optional.empty();
    }

    /** Lowers ranks to what their neighbours demand; whether that comes to an end. */
    private boolean lowerAll() {
        for (int i : cells.order) {
            flat[i] = isFlat(i);
        }
        for (int i : cells.order) {
            int[] neighbours = cells.neighbours[i].block;
            distance[i] = new int[neighbours.length];
            for (int k = 0; k < neighbours.length; k++) {
                distance[i][k] = leastDistance(i, neighbours[k]);
            }
        }
        boolean changed = true;
        for (int round = 0; changed && round < ROUNDS; round++) {
            changed = false;
            for (int below : cells.order) {
                changed |= lower(below);
            }
        }
        return !changed;
    }

    private boolean lower(int below) {
        int[] neighbours = cells.neighbours[below].block;
        int before = rank[below];
        for (int k = 0; k < neighbours.length; k++) {
            rank[below] = Math.min(rank[below], rank[neighbours[k]] + distance[below][k] - 1);
        }
        return rank[below] < before;
    }

    private boolean isFlat(int block) {
        int first = cells.first[block];
        for (int c = first + 1; c < cells.first[block + 1]; c++) {
            if (cells.bottom[c] != cells.bottom[first] || cells.top[c] != cells.top[first]) {
                return false;
            }
        }
        return true;
    }

    /** Of all offsets at which one block lies above its neighbour at some time, the least. */
    private int leastDistance(int below, int above) {
        if (flat[below] && flat[above]) {
            return cells.top[cells.first[below]] - cells.bottom[cells.first[above]];
        }
        int from = Math.max(cells.firstSection(below), cells.firstSection(above));
        int least = Integer.MAX_VALUE;
        int a = cells.cellFrom(above, from);
        int b = cells.cellFrom(below, from);
        while (a < cells.first[above + 1] && b < cells.first[below + 1]) {
            if (cells.section[a] < cells.section[b]) {
                a++;
            } else if (cells.section[a] > cells.section[b]) {
                b++;
            } else {
                least = Math.min(least, cells.top[b++] - cells.bottom[a++]);
            }
        }
        return least;
    }
}
