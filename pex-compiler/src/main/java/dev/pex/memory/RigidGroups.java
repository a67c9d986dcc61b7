package dev.pex.memory;

import dev.pex.kernel.Overlap;
import dev.pex.placement.Block;
import dev.pex.placement.Block.Rectangle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Groups of row blocks with fixed distances: rows of a contiguous alias set, sub-buffers, and outputs that overlap operands. */
final class RigidGroups {
    /**
     * An overlap that a kernel allows: a step may write one row block over another one that it reads for the last time.
     *
     * @param step index of the step
     * @param from index of the row block that is read
     * @param to index of the row block that is written
     * @param distance the most bytes by which {@code to} may start after {@code from}; may be negative
     */
    record AllowedOverlap(int step, int from, int to, int distance) {
        /** Bytes that the two row blocks share at that distance. */
        int sharedBytes(List<RowBlock> rowBlocks) {
            return Overlap.sharedBytes(
                    rowBlocks.get(from).bytes(), rowBlocks.get(to).bytes(), distance);
        }
    }

    private final List<RowBlock> rowBlocks;
    private final int[] rooms;
    private final int[] group;
    private final int[] displacement;
    private final List<List<Integer>> members = new ArrayList<>();
    /** By pair of row blocks: the largest distance of their overlap. */
    private final Map<Long, Integer> allowed = new HashMap<>();

    /**
     * Groups of one row block each.
     *
     * @param rooms bytes that are kept free for each row block, at least its own
     */
    RigidGroups(List<RowBlock> rowBlocks, int[] rooms) {
        this.rowBlocks = rowBlocks;
        this.rooms = rooms.clone();
        this.group = new int[rowBlocks.size()];
        this.displacement = new int[rowBlocks.size()];
        for (int i = 0; i < rowBlocks.size(); i++) {
            group[i] = i;
            members.add(new ArrayList<>(List.of(i)));
        }
    }

    /** Fixes the distance of two row blocks, live at the same time or not. */
    void tie(int from, int to, int distance) {
        if (group[from] != group[to]) {
            merge(from, to, distance);
        }
    }

    /** Records an allowed overlap; it is checked when groups are merged. */
    void allow(AllowedOverlap overlap) {
        allowed.put(pair(overlap.from(), overlap.to()), overlap.distance());
    }

    /** Fixes the distance of two row blocks to their overlap, as {@link #tieIfAllowed}. */
    void take(AllowedOverlap overlap) {
        tieIfAllowed(overlap.from(), overlap.to(), overlap.distance());
    }

    /** Fixes the distance of two row blocks, unless row blocks of their groups would then overlap without being allowed to. */
    void tieIfAllowed(int from, int to, int distance) {
        if (group[from] == group[to]) {
            return;
        }
        int shift = displacement[from] + distance - displacement[to];
        for (int a : members.get(group[from])) {
            for (int b : members.get(group[to])) {
                if (clash(a, b, displacement[b] + shift - displacement[a]) || misaligned(shift, b)) {
                    return;
                }
            }
        }
        merge(from, to, distance);
    }

    private boolean misaligned(int shift, int rowBlock) {
        return shift % rowBlocks.get(rowBlock).alignment() != 0;
    }

    private boolean clash(int a, int b, int distance) {
        RowBlock x = rowBlocks.get(a);
        RowBlock y = rowBlocks.get(b);
        boolean apart =
                x.last() < y.first() || y.last() < x.first() || distance >= x.bytes() || distance + y.bytes() <= 0;
        return !apart && !mayOverlap(a, b, distance) && !mayOverlap(b, a, -distance);
    }

    private boolean mayOverlap(int from, int to, int distance) {
        Integer highest = allowed.get(pair(from, to));
        return highest != null && distance <= highest;
    }

    private static long pair(int from, int to) {
        return ((long) from << Integer.SIZE) + to;
    }

    private void merge(int from, int to, int distance) {
        int shift = displacement[from] + distance - displacement[to];
        int kept = group[from];
        int gone = group[to];
        for (int b : members.get(gone)) {
            displacement[b] += shift;
            group[b] = kept;
        }
        members.get(kept).addAll(members.get(gone));
        members.get(gone).clear();
    }

    /** One block for the placer for each group. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (List<Integer> group : members) {
            if (!group.isEmpty()) {
                blocks.add(block(group));
            }
        }
        return blocks;
    }

    private Block block(List<Integer> group) {
        int lowest = lowest(group);
        int alignment = 1;
        List<Rectangle> rectangles = new ArrayList<>();
        for (int i : group) {
            RowBlock s = rowBlocks.get(i);
            alignment = Math.max(alignment, s.alignment());
            rectangles.add(new Rectangle(s.first(), s.last(), displacement[i] - lowest, rooms[i]));
        }
        return new Block(alignment, OptionalInt.empty(), rectangles);
    }

    /** The highest multiple of all alignments that no row block of the group starts below. */
    private int lowest(List<Integer> group) {
        int lowest = Integer.MAX_VALUE;
        for (int i : group) {
            lowest = Math.min(lowest, displacement[i]);
        }
        return Math.floorDiv(lowest, Long.BYTES) * Long.BYTES;
    }

    /** The address of each row block when the blocks lie at the given offsets. */
    int[] addresses(List<Integer> offsets) {
        int[] addresses = new int[rowBlocks.size()];
        int block = 0;
        for (List<Integer> group : members) {
            if (!group.isEmpty()) {
                int lowest = lowest(group);
                for (int i : group) {
                    addresses[i] = offsets.get(block) + displacement[i] - lowest;
                }
                block++;
            }
        }
        return addresses;
    }
}
