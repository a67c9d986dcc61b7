package dev.pex.verify;

import dev.pex.graph.Graph;
import dev.pex.plan.Buffer;
import dev.pex.plan.MemoryRegion;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.tensor.Extent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Where elements and buffers are, with a plan's memory regions one after the other: no address is in two of them. */
final class Addresses {
    private final Graph graph;
    private final Plan plan;
    private final Map<String, MemoryRegion> regions = new HashMap<>();
    private final Map<String, Integer> starts = new HashMap<>();
    private final int bytes;

    /** The addresses of a plan in which {@link LayoutCheck} finds no fault. */
    Addresses(Graph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
        int start = 0;
        for (MemoryRegion region : plan.allRegions()) {
            regions.put(region.name(), region);
            starts.put(region.name(), start);
            start += region.bytes();
        }
        this.bytes = start;
    }

    /** Bytes of all regions. */
    int bytes() {
        return bytes;
    }

    int of(int tensor, int row, int column, int channel) {
        Placement p = plan.placement(tensor);
        return start(p.region())
                + p.address(row, column, channel, graph.tensor(tensor).type().bytes());
    }

    /** Where an element starts, by its index in flat order. */
    int of(int tensor, int index) {
        Extent e = graph.tensor(tensor).extent();
        int pixel = index / e.channels();
        return of(tensor, pixel / e.columns(), pixel % e.columns(), index % e.channels());
    }

    int start(Buffer buffer) {
        return start(buffer.region()) + buffer.offset();
    }

    int end(Buffer buffer) {
        return start(buffer) + buffer.bytes();
    }

    /** Whether a buffer's address is certain to be a multiple of a number. */
    boolean isAligned(Buffer buffer, int alignment) {
        MemoryRegion region = Objects.requireNonNull(regions.get(buffer.region()));
        return buffer.offset() % alignment == 0 && region.alignment() % alignment == 0;
    }

    private int start(String region) {
        return Objects.requireNonNull(starts.get(region));
    }
}
