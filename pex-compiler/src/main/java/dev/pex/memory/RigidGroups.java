package dev.pex.memory;

import dev.pex.kernel.Overlap;
import dev.pex.placement.Block;
import dev.pex.placement.Block.Slab;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Strips whose addresses depend on one another: rows of a contiguous storage, and outputs made in place. */
final class RigidGroups {
    /**
     * An operator may write one strip over another one that it reads for the last time.
     *
     * @param step when
     * @param from index of the strip that is read
     * @param to index of the strip that is written
     * @param distance the highest that {@code to} may begin, relative to where {@code from} does
     */
    record Handover(int step, int from, int to, int distance) {
        /** Bytes that the two strips share when the second lies as high as it may. */
        int sharedBytes(List<Strip> strips) {
            return Overlap.sharedBytes(strips.get(from).bytes(), strips.get(to).bytes(), distance);
        }
    }

    private final List<Strip> strips;
    private final int[] group;
    private final int[] displacement;
    private final List<List<Integer>> members = new ArrayList<>();
    /** By pair of strips: the distance of their handover. */
    private final Map<Long, Integer> allowed = new HashMap<>();

    RigidGroups(List<Strip> strips) {
        this.strips = strips;
        this.group = new int[strips.size()];
        this.displacement = new int[strips.size()];
        for (int i = 0; i < strips.size(); i++) {
            group[i] = i;
            members.add(new ArrayList<>(List.of(i)));
        }
    }

    /** Ties two strips to one another, whatever their times. */
    void tie(int from, int to, int distance) {
        if (group[from] != group[to]) {
            merge(from, to, distance);
        }
    }

    /** Says that a handover is allowed, should the two strips come to lie like that. */
    void allow(Handover handover) {
        allowed.put(pair(handover.from(), handover.to()), handover.distance());
    }

    /** Ties two strips by a handover unless that makes others of their groups overlap. */
    void take(Handover handover) {
        int from = handover.from();
        int to = handover.to();
        if (group[from] == group[to]) {
            return;
        }
        int shift = displacement[from] + handover.distance() - displacement[to];
        for (int a : members.get(group[from])) {
            for (int b : members.get(group[to])) {
                if (clash(a, b, displacement[b] + shift - displacement[a]) || misaligned(shift, b)) {
                    return;
                }
            }
        }
        merge(from, to, handover.distance());
    }

    private boolean misaligned(int shift, int strip) {
        return shift % strips.get(strip).alignment() != 0;
    }

    private boolean clash(int a, int b, int distance) {
        Strip x = strips.get(a);
        Strip y = strips.get(b);
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

    /** One block for each group. */
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
        List<Slab> slabs = new ArrayList<>();
        for (int i : group) {
            Strip s = strips.get(i);
            alignment = Math.max(alignment, s.alignment());
            slabs.add(new Slab(s.first(), s.last(), displacement[i] - lowest, s.bytes()));
        }
        return new Block(alignment, OptionalInt.empty(), slabs);
    }

    /** A multiple of all alignments that no strip of the group begins below. */
    private int lowest(List<Integer> group) {
        int lowest = Integer.MAX_VALUE;
        for (int i : group) {
            lowest = Math.min(lowest, displacement[i]);
        }
        return Math.floorDiv(lowest, Long.BYTES) * Long.BYTES;
    }

    /** The address of each strip when the blocks lie at the given offsets. */
    int[] addresses(List<Integer> offsets) {
        int[] addresses = new int[strips.size()];
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
