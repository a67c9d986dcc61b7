package dev.pex.placement;

import java.util.Optional;

/**
 * Gives every block a rank with this property: of two blocks that are live together, the one with the smaller sum of offset
 * and rank lies below the other at all times. Blocks whose spans all begin at their offsets have rank 0. No ranks exist when
 * blocks can interlock, each above the next at some time.
 */
final class Ranks {
    /** When ranks still change after so many rounds, they are taken not to exist. */
    private static final int ROUNDS = 100;

    private final Spans spans;
    private final int[] rank;

    /** By block and neighbour: the least distance between their offsets at which the neighbour lies above the block at some time. */
    private final int[][] distance;

    /** Whether all spans of a block have the same bytes. */
    private final boolean[] flat;

    private Ranks(Spans spans) {
        this.spans = spans;
        rank = new int[spans.blocks];
        distance = new int[spans.blocks][];
        flat = new boolean[spans.blocks];
    }

    static Optional<int[]> of(Spans spans) {
        Ranks ranks = new Ranks(spans);
        return spans.plain || ranks.lowerAll() ? Optional.of(ranks.rank) : Optional.empty();
    }

    /** Lowers ranks until those of all neighbours agree; false when that does not end. */
    private boolean lowerAll() {
        for (int i : spans.order) {
            flat[i] = isFlat(i);
        }
        for (int i : spans.order) {
            int[] neighbours = spans.neighbours[i].block;
            distance[i] = new int[neighbours.length];
            for (int k = 0; k < neighbours.length; k++) {
                distance[i][k] = leastDistance(i, neighbours[k]);
            }
        }
        boolean changed = true;
        for (int round = 0; changed && round < ROUNDS; round++) {
            changed = false;
            for (int below : spans.order) {
                changed |= lower(below);
            }
        }
        return !changed;
    }

    private boolean lower(int below) {
        int[] neighbours = spans.neighbours[below].block;
        int before = rank[below];
        for (int k = 0; k < neighbours.length; k++) {
            rank[below] = Math.min(rank[below], rank[neighbours[k]] + distance[below][k] - 1);
        }
        return rank[below] < before;
    }

    private boolean isFlat(int block) {
        int first = spans.first[block];
        for (int c = first + 1; c < spans.first[block + 1]; c++) {
            if (spans.bottom[c] != spans.bottom[first] || spans.top[c] != spans.top[first]) {
                return false;
            }
        }
        return true;
    }

    /** The least distance between the offsets of two blocks at which the second lies above the first at some time. */
    private int leastDistance(int below, int above) {
        if (flat[below] && flat[above]) {
            return spans.top[spans.first[below]] - spans.bottom[spans.first[above]];
        }
        int from = Math.max(spans.firstSection(below), spans.firstSection(above));
        int least = Integer.MAX_VALUE;
        int a = spans.spanFrom(above, from);
        int b = spans.spanFrom(below, from);
        while (a < spans.first[above + 1] && b < spans.first[below + 1]) {
            if (spans.section[a] < spans.section[b]) {
                a++;
            } else if (spans.section[a] > spans.section[b]) {
                b++;
            } else {
                least = Math.min(least, spans.top[b++] - spans.bottom[a++]);
            }
        }
        return least;
    }
}
