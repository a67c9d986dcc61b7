package dev.pex.plan;

import java.util.Comparator;
import java.util.List;

/** Sums what a plan's buffers hold at a time. */
public final class LiveBytes {
    private LiveBytes() {}

    /** Bytes of the arena that are in use during a step; bytes that two buffers share count once. */
    public static int during(Plan plan, int step) {
        List<Buffer> inUse = plan.buffers().stream()
                .filter(b -> b.inUse(step))
                .sorted(Comparator.comparingInt(Buffer::offset))
                .toList();
        int live = 0;
        int covered = 0;
        for (Buffer buffer : inUse) {
            int start = Math.max(covered, buffer.offset());
            live += Math.max(0, buffer.end() - start);
            covered = Math.max(covered, buffer.end());
        }
        return live;
    }

    /** The largest number of bytes in use at any time; no arena can be smaller. */
    public static int peak(Plan plan) {
        int peak = 0;
        for (int step = Buffer.BEFORE; step <= plan.steps().size(); step++) {
            peak = Math.max(peak, during(plan, step));
        }
        return peak;
    }
}
