package dev.pex.plan;

import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.schedule.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The schedule and the memory map of one network.
 *
 * <p>A state of the network keeps its place, and its bytes are the state from one inference to the next. After the last
 * step each state gets its next value, in the order of {@link Graph#states()}: it is copied, unless it lies there.
 *
 * @param network name of the network
 * @param tuning the target and the choice of kernels that it is for
 * @param arenaBytes size of the arena
 * @param arenaAlignment the address of the arena is a multiple of it
 * @param buffers the memory map: every byte that a step touches lies in a buffer that is in use
 * @param placements where each tensor lies, by tensor id; constants are absent
 * @param steps the schedule
 * @param accumulators ids of the buffers in which steps with an intake keep their sums, by step; absent
 *     where a kernel accumulates in the output itself
 * @param scratch ids of the buffers that kernels may use while they run, by step
 * @param regions memory beside the arena that buffers may lie in
 */
public record Plan(
        String network,
        Tuning tuning,
        int arenaBytes,
        int arenaAlignment,
        List<Buffer> buffers,
        SortedMap<Integer, Placement> placements,
        List<Step> steps,
        SortedMap<Integer, Integer> accumulators,
        SortedMap<Integer, Integer> scratch,
        List<MemoryRegion> regions) {
    public Plan {
        buffers = List.copyOf(buffers);
        placements = Collections.unmodifiableSortedMap(new TreeMap<>(placements));
        steps = List.copyOf(steps);
        accumulators = Collections.unmodifiableSortedMap(new TreeMap<>(accumulators));
        scratch = Collections.unmodifiableSortedMap(new TreeMap<>(scratch));
        regions = List.copyOf(regions);
    }

    /** A plan in which everything lies in the arena. */
    public Plan(
            String network,
            Tuning tuning,
            int arenaBytes,
            int arenaAlignment,
            List<Buffer> buffers,
            SortedMap<Integer, Placement> placements,
            List<Step> steps,
            SortedMap<Integer, Integer> accumulators,
            SortedMap<Integer, Integer> scratch) {
        this(network, tuning, arenaBytes, arenaAlignment, buffers, placements, steps, accumulators, scratch, List.of());
    }

    /** All memory regions: first the arena, then the others. */
    public List<MemoryRegion> allRegions() {
        List<MemoryRegion> all = new ArrayList<>();
        all.add(new MemoryRegion(MemoryRegion.ARENA, arenaBytes, arenaAlignment));
        all.addAll(regions);
        return all;
    }

    /** The target that it is for. */
    public Target target() {
        return tuning.target();
    }

    /** The placement of a tensor that is no constant. */
    public Placement placement(int tensor) {
        Placement placement = placements.get(tensor);
        if (placement == null) {
            throw new IllegalArgumentException("tensor " + tensor + " has no place");
        }
        return placement;
    }

    /** The buffer of a step's accumulators, when it has one. */
    public OptionalInt accumulator(int step) {
        return optional(accumulators.get(step));
    }

    /** The buffer of a step's scratch, when it has one. */
    public OptionalInt scratch(int step) {
        return optional(scratch.get(step));
    }

    private static OptionalInt optional(@Nullable Integer id) {
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Whether network inputs arrive while steps run, rather than before the first one. */
    public boolean streamed() {
        return steps.stream().anyMatch(Step.Receive.class::isInstance);
    }
}
