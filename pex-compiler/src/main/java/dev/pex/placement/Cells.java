package dev.pex.placement;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An instance by section: block i has one cell for each section that it is live in. A hole inside a
 * block counts as its bytes.
 */
final class Cells {
    final int blocks;
    final int sections;
    final int[] alignment;

    /** Offset of a pinned block, or -1. */
    final int[] pinned;

    /** Cells of block i are those from first[i] to before first[i + 1], in the order of their sections. */
    final int[] first;

    final int[] section;
    final int[] block;

    /** First byte, counted from the block's offset. */
    final int[] bottom;

    /** First byte behind it, counted from the block's offset. */
    final int[] top;

    /** Whether some block has a hole. */
    final boolean holes;

    /** Whether all cells begin at their blocks' offsets. */
    final boolean plain;

    /** Cells of section s that are not pinned are at[firstAt[s]] to before at[firstAt[s + 1]]. */
    final int[] firstAt;

    final int[] at;

    /** Cells of section s that are pinned are pinnedAt[firstPinnedAt[s]] to before pinnedAt[firstPinnedAt[s + 1]]. */
    final int[] firstPinnedAt;

    final int[] pinnedAt;

    /** Blocks that are not pinned in the order of their first sections; those from section s on begin at firstBlock[s]. */
    final int[] order;

    final int[] firstBlock;
    final LiveTogether[] neighbours;

    /** See {@link Ranks}. */
    final Optional<int[]> ranks;

    /** Ranges of offsets that pinned blocks rule out for block i, sorted: above the first, below the second of each pair. */
    final int[][] ruledOut;

    Cells(Instance instance, Conflicts conflicts) {
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
        int[] firstCells = bySection(IntStream.of(movable).map(i -> first[i]).toArray(), firstBlock);
        order = IntStream.of(firstCells).map(c -> block[c]).toArray();
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

    /** The first cell of a block in a section or behind it; the first cell of the next block when there is none. */
    int cellFrom(int i, int fromSection) {
        int found = Arrays.binarySearch(section, first[i], first[i + 1], fromSection);
        return found < 0 ? -found - 1 : found;
    }

    /** Whether two blocks can take one another's places. */
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

    /** Whether a piece lies above another one of the same block and the same sections. */
    private static boolean isAboveAnother(Instance instance, int i, int piece) {
        return piece > instance.firstPiece[i] && instance.pieceFirst[piece] == instance.pieceFirst[piece - 1];
    }

    private static int length(Instance instance, int i) {
        return IntStream.range(instance.firstPiece[i], instance.firstPiece[i + 1])
                .filter(p -> !isAboveAnother(instance, i, p))
                .map(p -> instance.pieceLast[p] - instance.pieceFirst[p] + 1)
                .sum();
    }

    /** Fills in the cells of a block; whether it has a hole. */
    private boolean fill(Instance instance, int i) {
        boolean hole = false;
        int cell = first[i];
        for (int p = instance.firstPiece[i]; p < instance.firstPiece[i + 1]; p++) {
            if (isAboveAnother(instance, i, p)) {
                hole = true;
                Arrays.fill(top, cell - instance.pieceLast[p] + instance.pieceFirst[p] - 1, cell, instance.pieceTo[p]);
            } else {
                for (int s = instance.pieceFirst[p]; s <= instance.pieceLast[p]; s++) {
                    section[cell] = s;
                    block[cell] = i;
                    bottom[cell] = instance.pieceFrom[p];
                    top[cell++] = instance.pieceTo[p];
                }
            }
        }
        return hole;
    }

    private int[] bySection(int[] cells, int[] starts) {
        for (int c : cells) {
            starts[section[c] + 1]++;
        }
        for (int s = 0; s < sections; s++) {
            starts[s + 1] += starts[s];
        }
        int[] next = starts.clone();
        int[] sorted = new int[cells.length];
        for (int c : cells) {
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
