package dev.pex.placement;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Finds the pieces that are live together with a given one: a tree over them in the order of their first sections. */
final class IntervalTree {
    private final Instance instance;
    private final int[] order;
    private final int leaves;

    /** The latest last section below each node; node 1 is the root, node leaves + k the k-th piece. */
    private final int[] latest;

    IntervalTree(Instance instance) {
        this.instance = instance;
        int pieces = instance.pieceFirst.length;
        order = instance.piecesByFirst();
        leaves = Math.max(1, Integer.highestOneBit(Math.max(1, 2 * pieces - 1)));
        latest = new int[2 * leaves];
        Arrays.fill(latest, -1);
        for (int k = 0; k < pieces; k++) {
            latest[leaves + k] = instance.pieceLast[order[k]];
        }
        for (int node = leaves - 1; node > 0; node--) {
            latest[node] = Math.max(latest[2 * node], latest[2 * node + 1]);
        }
    }

    void forEachLiveWith(int piece, IntConsumer action) {
        visit(1, 0, leaves, instance.pieceFirst[piece], instance.pieceLast[piece], action);
    }

    private void visit(int node, int from, int width, int first, int last, IntConsumer action) {
        if (latest[node] < first || instance.pieceFirst[order[from]] > last) {
            return;
        }
        if (width == 1) {
            action.accept(order[from]);
            return;
        }
        int half = width / 2;
        visit(2 * node, from, half, first, last, action);
        visit(2 * node + 1, from + half, half, first, last, action);
    }
}
