package dev.pex.placement;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An instance by section: block i has one span of bytes for each section that it is live in. A hole in a block counts as
 * bytes of the block.
 */
final class Spans {
    final int blocks;
    final int sections;
    final int[] alignment;

    /** Offset of a pinned block, or -1. */
    final int[] pinned;

    /** Spans of block i are those from first[i] to before first[i + 1], in the order of their sections. */
    final int[] first;

    final int[] section;
    final int[] block;

    /** First byte, counted from the block's offset. */
    final int[] bottom;

    /** One past the last byte, counted from the block's offset. */
    final int[] top;

    /** Whether some block has a hole. */
    final boolean holes;

    /** Whether all spans begin at their blocks' offsets. */
    final boolean plain;

    /** Spans of section s that are not pinned are at[firstAt[s]] to before at[firstAt[s + 1]]. */
    final int[] firstAt;

    final int[] at;

    /** Spans of section s that are pinned are pinnedAt[firstPinnedAt[s]] to before pinnedAt[firstPinnedAt[s + 1]]. */
    final int[] firstPinnedAt;

    final int[] pinnedAt;

    /** Blocks that are not pinned, in the order of their first sections; those from section s on begin at firstBlock[s]. */
    final int[] order;

    final int[] firstBlock;
    final LiveTogether[] neighbours;

    /** See {@link Ranks}. */
    final Optional<int[]> ranks;

    /** By block: pairs of offsets, sorted. Pinned blocks rule out every offset above the first and below the second of a pair. */
    final int[][] ruledOut;

    Spans(Instance instance, Conflicts conflicts) {
        blocks = instance.blocks;
        sections = instance.sections;
        alignment = instance.alignment;
        pinned = instance.pinned;
        first = new int[blocks + 1];
        for (int i = 0; i < blocks; i++) {
            first[i + 1] = first[i] + length(instance, i);
        }
        section = new int[first[blocks]];
        block = new int[first[blocks]];
        bottom = new int[first[blocks]];
        top = new int[first[blocks]];
        boolean anyHole = false;
        for (int i = 0; i < blocks; i++) {
            anyHole |= fill(instance, i);
        }
        holes = anyHole;
        plain = Arrays.stream(bottom).allMatch(b -> b == 0);
        int[] movable = IntStream.range(0, blocks).filter(i -> pinned[i] < 0).toArray();
        firstAt = new int[sections + 1];
        at = bySection(
                IntStream.range(0, first[blocks])
                        .filter(c -> pinned[block[c]] < 0)
                        .toArray(),
                firstAt);
        firstPinnedAt = new int[sections + 1];
        pinnedAt = bySection(
                IntStream.range(0, first[blocks])
                        .filter(c -> pinned[block[c]] >= 0)
                        .toArray(),
                firstPinnedAt);
        firstBlock = new int[sections + 1];
        int[] firstSpans = bySection(IntStream.of(movable).map(i -> first[i]).toArray(), firstBlock);
        order = IntStream.of(firstSpans).map(c -> block[c]).toArray();
        neighbours = new LiveTogether[blocks];
        ruledOut = new int[blocks][];
        for (int i : movable) {
            Conflicts.Entries entries = conflicts.of(i);
            neighbours[i] = new LiveTogether(instance, entries);
            ruledOut[i] = ruledOut(instance, entries);
        }
        ranks = Ranks.of(this);
    }

    int firstSection(int i) {
        return section[first[i]];
    }

    int lastSection(int i) {
        return section[first[i + 1] - 1];
    }

    /** The first span of a block in a section or after it; the first span of the next block when there is none. */
    int spanFrom(int i, int fromSection) {
        int found = Arrays.binarySearch(section, first[i], first[i + 1], fromSection);
        return found < 0 ? -found - 1 : found;
    }

    /** Whether two blocks are equal, so that exchanging them changes no layout. */
    boolean same(int i, int j) {
        int a = first[i];
        int b = first[j];
        int n = first[i + 1] - a;
        return n == first[j + 1] - b
                && alignment[i] == alignment[j]
                && Arrays.equals(section, a, a + n, section, b, b + n)
                && Arrays.equals(top, a, a + n, top, b, b + n)
                && Arrays.equals(bottom, a, a + n, bottom, b, b + n);
    }

    /** Whether a rectangle lies above another one of the same block in the same sections. */
    private static boolean isAboveAnother(Instance instance, int i, int rectangle) {
        return rectangle > instance.firstRectangle[i]
                && instance.firstSection[rectangle] == instance.firstSection[rectangle - 1];
    }

    private static int length(Instance instance, int i) {
        return IntStream.range(instance.firstRectangle[i], instance.firstRectangle[i + 1])
                .filter(r -> !isAboveAnother(instance, i, r))
                .map(r -> instance.lastSection[r] - instance.firstSection[r] + 1)
                .sum();
    }

    /** Fills in the spans of a block; returns whether it has a hole. */
    private boolean fill(Instance instance, int i) {
        boolean hole = false;
        int span = first[i];
        for (int r = instance.firstRectangle[i]; r < instance.firstRectangle[i + 1]; r++) {
            if (isAboveAnother(instance, i, r)) {
                hole = true;
                Arrays.fill(
                        top, span - instance.lastSection[r] + instance.firstSection[r] - 1, span, instance.toByte[r]);
            } else {
                for (int s = instance.firstSection[r]; s <= instance.lastSection[r]; s++) {
                    section[span] = s;
                    block[span] = i;
                    bottom[span] = instance.fromByte[r];
                    top[span++] = instance.toByte[r];
                }
            }
        }
        return hole;
    }

    private int[] bySection(int[] spans, int[] starts) {
        for (int c : spans) {
            starts[section[c] + 1]++;
        }
        for (int s = 0; s < sections; s++) {
            starts[s + 1] += starts[s];
        }
        int[] next = starts.clone();
        int[] sorted = new int[spans.length];
        for (int c : spans) {
            sorted[next[section[c]]++] = c;
        }
        return sorted;
    }

    private static int[] ruledOut(Instance instance, Conflicts.Entries entries) {
        long[] ranges = new long[entries.count];
        int count = 0;
        for (int k = 0; k < entries.count; k++) {
            int pin = instance.pinned[entries.other[k]];
            if (pin >= 0) {
                ranges[count++] = (long) (pin + entries.lo[k]) << Integer.SIZE | (pin + entries.hi[k]);
            }
        }
        Arrays.sort(ranges, 0, count);
        int[] pairs = new int[2 * count];
        for (int k = 0; k < count; k++) {
            pairs[2 * k] = (int) (ranges[k] >> Integer.SIZE);
            pairs[2 * k + 1] = (int) ranges[k];
        }
        return pairs;
    }
}
