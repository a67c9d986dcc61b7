package dev.pex.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Gives every item an offset so that no two overlap in time and address. Greedy orders first; when
 * none reaches the largest sum of live bytes, an exact search over placements in the order of their
 * offsets, within a fixed number of nodes. Deterministic.
 *
 * <p>Looking only at placements in which every item rests on the bottom or on the top of an item that
 * it overlaps in time, in the order of their offsets, loses no optimum: any placement can be pushed
 * down into that form. Placing an item above a gap that another unplaced item fits into completely
 * is never better than filling the gap first.
 */
final class Placer {
    private static final int MAXIMUM_NODES = 50_000;

    /** A node looks at every item in every step, so large networks get fewer of them. */
    private static final long MAXIMUM_LOOKS = 1L << 31;

    private final List<Item> items;
    /** [i][j]: bytes of i while j is in use; 0 when they never meet. */
    private final int[][] meets;

    /** [item][step]: bytes in use, steps counted from the first one. */
    private final int[][] bytesAt;

    private final int lowerBound;
    private final int maximumNodes;

    private int[] best = {};
    private int bestHeight = Integer.MAX_VALUE;
    private int nodes;

    private Placer(List<Item> items) {
        this.items = items;
        int n = items.size();
        meets = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                meets[i][j] = i == j ? 0 : items.get(i).bytesDuring(items.get(j));
            }
        }
        int firstStep = items.stream().mapToInt(Item::first).min().orElse(0);
        int steps = items.stream().mapToInt(Item::last).max().orElse(0) - firstStep + 1;
        bytesAt = new int[n][steps];
        int bound = 0;
        for (int s = 0; s < steps; s++) {
            int live = 0;
            for (int i = 0; i < n; i++) {
                bytesAt[i][s] = items.get(i).bytesAt(firstStep + s);
                live += bytesAt[i][s];
            }
            bound = Math.max(bound, live);
        }
        lowerBound = bound;
        maximumNodes = (int) Math.min(MAXIMUM_NODES, MAXIMUM_LOOKS / Math.max(1L, (long) n * steps));
    }

    /**
     * A placement.
     *
     * @param offsets one per item
     * @param height bytes that all items together take
     */
    record Result(List<Integer> offsets, int height) {}

    static Result place(List<Item> items) {
        return new Placer(items).run();
    }

    private Result run() {
        List<Comparator<Integer>> orders = List.of(
                Comparator.comparingInt((Integer i) -> -largest(i)).thenComparingInt(i -> i),
                Comparator.comparingLong((Integer i) -> -area(i)).thenComparingInt(i -> i),
                Comparator.comparingInt((Integer i) -> items.get(i).first()).thenComparingInt(i -> -largest(i)),
                Comparator.comparingInt((Integer i) ->
                                items.get(i).first() - items.get(i).last())
                        .thenComparingInt(i -> -largest(i)));
        for (Comparator<Integer> order : orders) {
            greedy(order);
        }
        if (bestHeight > lowerBound) {
            search();
        }
        return new Result(Arrays.stream(best).boxed().toList(), bestHeight);
    }

    private int largest(int item) {
        return items.get(item).segments().stream()
                .mapToInt(Item.Segment::bytes)
                .max()
                .orElse(0);
    }

    private long area(int item) {
        return (long) largest(item) * (items.get(item).last() - items.get(item).first() + 1);
    }

    private void greedy(Comparator<Integer> order) {
        List<Integer> sorted = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            sorted.add(i);
        }
        sorted.sort(order.thenComparingInt(i -> i));
        int[] offsets = new int[items.size()];
        Arrays.fill(offsets, -1);
        int height = 0;
        for (int item : sorted) {
            offsets[item] = lowestFree(item, offsets);
            height = Math.max(height, offsets[item] + largest(item));
        }
        if (height < bestHeight) {
            best = offsets;
            bestHeight = height;
        }
    }

    private int lowestFree(int item, int[] offsets) {
        int alignment = items.get(item).alignment();
        List<Integer> inTheWay = new ArrayList<>();
        for (int other = 0; other < offsets.length; other++) {
            if (offsets[other] >= 0 && meets[item][other] > 0) {
                inTheWay.add(other);
            }
        }
        inTheWay.sort(Comparator.comparingInt(other -> offsets[other]));
        int offset = 0;
        boolean moved = true;
        while (moved) {
            moved = false;
            // In the order of their offsets one pass nearly always does.
            for (int other : inTheWay) {
                int end = offsets[other] + meets[other][item];
                if (offset + meets[item][other] > offsets[other] && end > offset) {
                    offset = alignUp(end, alignment);
                    moved = true;
                }
            }
        }
        return offset;
    }

    private void search() {
        int n = items.size();
        int[] offsets = new int[n];
        Arrays.fill(offsets, -1);
        descend(offsets, new int[n], 0, 0);
    }

    /** Places one more item at an offset not below the last one; true when nothing better can come. */
    private boolean descend(int[] offsets, int[] floors, int placed, int lastOffset) {
        if (placed == offsets.length) {
            int height = 0;
            for (int i = 0; i < offsets.length; i++) {
                height = Math.max(height, offsets[i] + largest(i));
            }
            if (height < bestHeight) {
                best = offsets.clone();
                bestHeight = height;
            }
            return bestHeight == lowerBound;
        }
        if (++nodes > maximumNodes) {
            return true;
        }
        if (!canImprove(offsets, floors)) {
            return false;
        }
        int gap = Integer.MAX_VALUE;
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] < 0) {
                gap = Math.min(gap, floors[i] + largest(i));
                candidates.add(i);
            }
        }
        int firstTop = gap;
        candidates.removeIf(i -> floors[i] >= firstTop || floors[i] < lastOffset);
        candidates.sort(Comparator.comparingInt((Integer i) -> floors[i])
                .thenComparingLong(i -> -area(i))
                .thenComparingInt(i -> i));
        for (int item : candidates) {
            int offset = floors[item];
            offsets[item] = offset;
            int[] raised = floors.clone();
            for (int other = 0; other < offsets.length; other++) {
                if (offsets[other] < 0 && meets[item][other] > 0) {
                    raised[other] = Math.max(
                            raised[other],
                            alignUp(
                                    offset + meets[item][other],
                                    items.get(other).alignment()));
                }
            }
            if (descend(offsets, raised, placed + 1, offset)) {
                return true;
            }
            offsets[item] = -1;
        }
        return false;
    }

    /** Whether every step's unplaced bytes still fit above the floors and below the best height. */
    private boolean canImprove(int[] offsets, int[] floors) {
        int steps = bytesAt.length == 0 ? 0 : bytesAt[0].length;
        for (int s = 0; s < steps; s++) {
            int floor = Integer.MAX_VALUE;
            long unplaced = 0;
            for (int i = 0; i < offsets.length; i++) {
                if (offsets[i] < 0) {
                    int bytes = bytesAt[i][s];
                    if (bytes > 0) {
                        unplaced += bytes;
                        floor = Math.min(floor, floors[i]);
                    }
                }
            }
            if (unplaced > 0 && floor + unplaced >= bestHeight) {
                return false;
            }
        }
        return true;
    }

    private static int alignUp(int offset, int alignment) {
        return (offset + alignment - 1) / alignment * alignment;
    }
}
