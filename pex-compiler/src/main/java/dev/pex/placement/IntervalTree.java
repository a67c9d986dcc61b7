package dev.pex.placement;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Finds the rectangles that are live together with a given one. A tree over rectangles in the order of their first sections. */
final class IntervalTree {
    private final Instance instance;
    private final int[] order;
    private final int leaves;

    /** By node: the latest last section among its leaves. Node 1 is the root, node leaves + k is the k-th rectangle. */
    private final int[] latest;

    IntervalTree(Instance instance) {
        this.instance = instance;
        int rectangles = instance.firstSection.length;
        order = instance.rectanglesByFirst();
        leaves = Math.max(1, Integer.highestOneBit(Math.max(1, 2 * rectangles - 1)));
        latest = new int[2 * leaves];
        Arrays.fill(latest, -1);
        for (int k = 0; k < rectangles; k++) {
            latest[leaves + k] = instance.lastSection[order[k]];
        }
        for (int node = leaves - 1; node > 0; node--) {
            latest[node] = Math.max(latest[2 * node], latest[2 * node + 1]);
        }
    }

    void forEachLiveWith(int rectangle, IntConsumer action) {
        visit(1, 0, leaves, instance.firstSection[rectangle], instance.lastSection[rectangle], action);
    }

    private void visit(int node, int from, int width, int first, int last, IntConsumer action) {
        if (latest[node] < first || instance.firstSection[order[from]] > last) {
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
