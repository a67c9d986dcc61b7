package dev.pex.schedule;

import dev.pex.schedule.SegmentSimulator.RowStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Segments that run one channel slice at a time, over all rows and columns: the first operator makes a slice of its output,
 * the next ones compute the same slice of theirs, and the last one stores it or takes it into its accumulators.
 */
final class ChannelSegments {
    /**
     * The steps of a segment.
     *
     * @param peak most live bytes at a time
     */
    record Run(long peak, List<RowStep> steps) {}

    private final RowNetwork network;

    ChannelSegments(RowNetwork network) {
        this.network = network;
    }

    /** Whether the stages first..last, inclusive, can run slice by slice. */
    boolean isPossible(int first, int last) {
        if (first >= last || !canBegin(network.stages.get(first))) {
            return false;
        }
        for (int i = first; i < last; i++) {
            Stage next = network.stages.get(i + 1);
            boolean passes =
                    next.oneToOne() && next.channels() == network.stages.get(i).channels();
            boolean ends = i + 1 == last && next.takesChannels();
            if (!network.isReadOnlyBy(i, i + 1) || !(passes || ends)) {
                return false;
            }
        }
        return true;
    }

    private static boolean canBegin(Stage stage) {
        return (stage.sliceable() || stage.oneToOne()) && stage.channels() > 1;
    }

    /** The segment in slices of {@code width} channels; empty when its peak exceeds the limit. */
    Optional<Run> run(int first, int last, int width, long limit) {
        Stage end = network.stages.get(last);
        boolean takes = !end.oneToOne()
                || end.channels() != network.stages.get(last - 1).channels();
        int channels = network.stages.get(first).channels();
        long widest = sliceBytes(first, width);
        for (int i = first; i < last - 1; i++) {
            widest = Math.max(widest, sliceBytes(i, width) + sliceBytes(i + 1, width));
        }
        long kept = network.bytes(end.aliasSet());
        long result = takes ? Math.max(kept, end.accumulatorsOfChannels()) : kept;
        long peak = network.liveBefore(first) + widest + result;
        if (peak > limit) {
            return Optional.empty();
        }
        List<RowStep> steps = new ArrayList<>();
        for (int channel = 0; channel < channels; channel += width) {
            int count = Math.min(width, channels - channel);
            for (int i = first; i <= last; i++) {
                Stage stage = network.stages.get(i);
                RowStep.Kind kind = i == last && takes ? RowStep.Kind.TAKE_CHANNELS : RowStep.Kind.MAKE;
                steps.add(new RowStep(i, 0, stage.rows(), channel, count, kind));
            }
        }
        return Optional.of(new Run(peak, steps));
    }

    private long sliceBytes(int stage, int width) {
        Stage s = network.stages.get(stage);
        return (long) s.rows() * s.rowBytes() / s.channels() * Math.min(width, s.channels());
    }
}
