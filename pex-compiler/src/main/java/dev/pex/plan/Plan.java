package dev.pex.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Schedule and memory map of one network.
 *
 * @param network name of the network
 * @param target what kernels it is for
 * @param arenaBytes size of the arena
 * @param arenaAlignment what the arena's address must be a multiple of
 * @param buffers the memory map
 * @param placements where each tensor lies, by tensor id; constants are absent
 * @param steps the schedule
 */
public record Plan(
        String network,
        Target target,
        int arenaBytes,
        int arenaAlignment,
        List<Buffer> buffers,
        SortedMap<Integer, Placement> placements,
        List<Step> steps) {
    public Plan {
        buffers = List.copyOf(buffers);
        placements = Collections.unmodifiableSortedMap(new TreeMap<>(placements));
        steps = List.copyOf(steps);
    }

    /** The placement of a tensor that is no constant. */
    public Placement placement(int tensor) {
        Placement placement = placements.get(tensor);
        if (placement == null) {
            throw new IllegalArgumentException("tensor " + tensor + " has no place");
        }
        return placement;
    }
}
