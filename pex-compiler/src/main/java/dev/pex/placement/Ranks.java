package dev.pex.placement;

import java.util.Optional;

/**
 * Gives every block a rank such that of two blocks live together the one whose offset and rank add up
 * to less lies below, at whatever time one looks. Blocks that begin at their offsets have rank 0.
 * There are none when blocks can hook into one another, each above the next at some time.
 */
final class Ranks {
    private static final int ROUNDS = 200;

    private final Cells cells;
    private final int[] rank;

    private Ranks(Cells cells) {
        this.cells = cells;
        rank = new int[cells.blocks];
    }

    static Optional<int[]> of(Cells cells) {
        Ranks ranks = new Ranks(cells);
        for (int round = 0; round < ROUNDS; round++) {
            if (!ranks.lower()) {
                return Optional.of(ranks.rank);
            }
        }
        return Optional.empty();
    }

    /** Lowers ranks to what their neighbours demand; whether any changed. */
    private boolean lower() {
        boolean changed = false;
        for (int below : cells.order) {
            for (int above : cells.neighbours[below].block) {
                int most = rank[above] + leastDistance(below, above) - 1;
                if (rank[below] > most) {
                    rank[below] = most;
                    changed = true;
                }
            }
        }
        return changed;
    }

    /** Of all offsets at which one block lies above the other at some time, the least. */
    private int leastDistance(int below, int above) {
        int least = Integer.MAX_VALUE;
        int a = cells.first[above];
        int b = cells.first[below];
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
