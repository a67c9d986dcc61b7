package dev.pex.memory;

import dev.pex.memory.RigidGroups.AllowedOverlap;
import java.util.List;

/** Live bytes at each step. */
final class LivePeak {
    /** By step, the live bytes without overlaps; entry 0 is the time before the first step. */
    private final long[] apart;

    private final long peak;

    private LivePeak(long[] apart, long peak) {
        this.apart = apart;
        this.peak = peak;
    }

    static LivePeak of(
            List<RowBlock> rowBlocks, List<AllowedOverlap> overlaps, List<NestedBlock> nestedBlocks, int steps) {
        long[] change = new long[steps + 3];
        for (RowBlock s : rowBlocks) {
            change[s.first() + 1] += s.payload();
            change[s.last() + 2] -= s.payload();
        }
        for (NestedBlock n : nestedBlocks) {
            RowBlock inner = rowBlocks.get(n.inner());
            RowBlock outer = rowBlocks.get(n.outer());
            int first = Math.max(inner.first(), outer.first());
            int last = Math.min(inner.last(), outer.last());
            if (first <= last) {
                change[first + 1] -= n.shared(rowBlocks);
                change[last + 2] += n.shared(rowBlocks);
            }
        }
        long[] apart = new long[steps + 2];
        long live = 0;
        for (int i = 0; i < apart.length; i++) {
            live += change[i];
            apart[i] = live;
        }
        long[] shared = new long[steps + 2];
        for (AllowedOverlap o : overlaps) {
            long bytes = o.sharedBytes(rowBlocks);
            shared[o.step() + 1] = Math.max(shared[o.step() + 1], bytes);
        }
        long peak = 0;
        for (int i = 0; i < apart.length; i++) {
            peak = Math.max(peak, apart[i] - shared[i]);
        }
        return new LivePeak(apart, peak);
    }

    /** The most live bytes at a time when each step takes its largest overlap. */
    long peak() {
        return peak;
    }

    /** Whether a step exceeds the peak unless it takes an overlap. */
    boolean needs(int step) {
        return apart[step + 1] > peak;
    }
}
