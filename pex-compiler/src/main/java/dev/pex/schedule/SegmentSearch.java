package dev.pex.schedule;

import dev.pex.cost.SearchPrices;
import dev.pex.schedule.SegmentSimulator.RowStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an order of operators into segments. The live tensors at a cut depend on the cut alone, so that the best cuts before a
 * stage do not depend on those after it: dynamic programming finds the best cuts of all.
 */
final class SegmentSearch {
    private static final int MOST_SLICES = 8;
    private static final int LARGEST_ROWS = 16;
    private static final TileSize FINEST_SLICES = TileSize.slicedRows(MOST_SLICES);

    /**
     * Stages first..last, inclusive, run as one.
     *
     * @param peak most live bytes at a time
     * @param cost estimated instructions that whole tensors would not need
     */
    record Segment(int first, int last, TileSize tileSize, long peak, long cost) {}

    /** Bounds the work on large networks: a segment has at most this number, divided by the stages of the network, of stages. */
    private static final int STAGES_SQUARED = 40_000;

    private static final int LEAST_LONGEST = 24;

    private final RowNetwork network;
    private final int longest;
    private final PartialExecution allowed;
    private final SearchPrices prices;
    private final SegmentSimulator simulator;
    private final ChannelSegments channels;
    private int steps;

    SegmentSearch(RowNetwork network, PartialExecution allowed, SearchPrices prices) {
        this.network = network;
        this.longest = Math.max(LEAST_LONGEST, STAGES_SQUARED / Math.max(1, network.stages.size()));
        this.allowed = allowed;
        this.prices = prices;
        this.simulator = new SegmentSimulator(network, false);
        this.channels = new ChannelSegments(network);
    }

    /** The segments with the lowest peak of live bytes. */
    List<Segment> smallest() {
        return smallest(simulator);
    }

    /** A peak of live bytes that no segments are below, with any overlap of outputs and operands. */
    long lowerBound() {
        return smallest(new SegmentSimulator(network, true)).stream()
                .mapToLong(Segment::peak)
                .max()
                .orElse(network.residentBytes());
    }

    private List<Segment> smallest(SegmentSimulator rows) {
        int n = network.stages.size();
        long[] best = new long[n + 1];
        @Nullable Segment[] last = new @Nullable Segment[n + 1];
        Arrays.fill(best, Long.MAX_VALUE);
        best[0] = 0;
        for (int end = 1; end <= n; end++) {
            // The peak of a segment is at least the live bytes at the cut after it.
            for (int start = end - 1; start >= earliest(end) && network.liveBefore(end) < best[end]; start--) {
                for (TileSize tileSize : smallestTileSizes(start, end - 1)) {
                    if (best[start] < best[end]) {
                        long peak = peak(rows, start, end - 1, tileSize, best[end] - 1);
                        long whole = Math.max(best[start], peak);
                        if (whole < best[end]) {
                            best[end] = whole;
                            last[end] = new Segment(start, end - 1, tileSize, peak, 0);
                        }
                    }
                }
            }
        }
        return path(last);
    }

    /** The cheapest segments whose peaks keep to a limit; empty when there are none. */
    List<Segment> cheapest(long limit) {
        int n = network.stages.size();
        long[] best = new long[n + 1];
        @Nullable Segment[] last = new @Nullable Segment[n + 1];
        Arrays.fill(best, Long.MAX_VALUE);
        best[0] = 0;
        for (int end = 1; end <= n; end++) {
            for (int start = end - 1; start >= earliest(end) && network.liveBefore(end) <= limit; start--) {
                // Each stage takes a step at least.
                if (best[start] < best[end] - prices.instructionsOfSteps(end - start)) {
                    Segment segment = coarsest(start, end - 1, limit);
                    if (segment != null && best[start] + segment.cost() < best[end]) {
                        best[end] = best[start] + segment.cost();
                        last[end] = segment;
                    }
                }
            }
        }
        return n > 0 && last[n] == null ? List.of() : path(last);
    }

    private int earliest(int end) {
        return Math.max(0, end - longest);
    }

    /** The steps of a segment. */
    List<RowStep> steps(Segment segment) {
        if (segment.tileSize().isByChannels()) {
            return channels.run(
                            segment.first(), segment.last(), segment.tileSize().channels(), Long.MAX_VALUE)
                    .orElseThrow()
                    .steps();
        }
        simulator.peak(segment.first(), segment.last(), segment.tileSize(), Long.MAX_VALUE);
        return simulator.steps();
    }

    private List<TileSize> smallestTileSizes(int first, int last) {
        List<TileSize> tileSizes = new ArrayList<>();
        if (allowed == PartialExecution.ALL) {
            tileSizes.add(TileSize.FINEST);
            if (hasFused(first, last)) {
                tileSizes.add(FINEST_SLICES);
            }
        }
        if (first == last) {
            tileSizes.add(TileSize.WHOLE);
        }
        if (allowed != PartialExecution.NONE && channels.isPossible(first, last)) {
            tileSizes.add(TileSize.channels(1));
        }
        return tileSizes;
    }

    /** The tile sizes of a segment, from the largest to the smallest. */
    private List<TileSize> tileSizes(int first, int last) {
        List<TileSize> tileSizes = new ArrayList<>();
        if (first == last) {
            tileSizes.add(TileSize.WHOLE);
        }
        if (allowed == PartialExecution.ALL) {
            for (int rows = LARGEST_ROWS; rows >= 1; rows /= 2) {
                tileSizes.add(TileSize.rows(rows));
            }
            for (int slices = 2; slices <= MOST_SLICES && hasFused(first, last); slices *= 2) {
                tileSizes.add(TileSize.slicedRows(slices));
            }
        }
        if (allowed != PartialExecution.NONE && channels.isPossible(first, last)) {
            int all = network.stages.get(first).channels();
            for (int width = (all + 1) / 2; width > 1; width = (width + 1) / 2) {
                tileSizes.add(TileSize.channels(width));
            }
            tileSizes.add(TileSize.channels(1));
        }
        return tileSizes;
    }

    /** The segment with the largest parts that keep to a limit; null when none do. */
    private @Nullable Segment coarsest(int first, int last, long limit) {
        if (first < last && allowed != PartialExecution.NONE && !fits(first, last, limit)) {
            return null;
        }
        for (TileSize tileSize : tileSizes(first, last)) {
            long peak = peak(simulator, first, last, tileSize, limit);
            if (peak <= limit) {
                return new Segment(first, last, tileSize, peak, prices.instructionsOfSteps(steps));
            }
        }
        return null;
    }

    /** Whether the smallest tile sizes keep to a limit; if they do not, no larger ones do. */
    private boolean fits(int first, int last, long limit) {
        return smallestTileSizes(first, last).stream()
                .anyMatch(tileSize -> peak(simulator, first, last, tileSize, limit) <= limit);
    }

    /** The peak of a segment, or any number above the limit when it exceeds the limit. Also counts the steps. */
    private long peak(SegmentSimulator rows, int first, int last, TileSize tileSize, long limit) {
        if (tileSize.isByChannels()) {
            Optional<ChannelSegments.Run> run = channels.run(first, last, tileSize.channels(), limit);
            steps = run.map(r -> r.steps().size()).orElse(0);
            return run.map(ChannelSegments.Run::peak).orElse(Long.MAX_VALUE);
        }
        long peak = rows.peak(first, last, tileSize, limit);
        steps = rows.stepCount();
        return peak;
    }

    private static List<Segment> path(@Nullable Segment[] last) {
        List<Segment> segments = new ArrayList<>();
        int end = last.length - 1;
        while (end > 0) {
            Segment segment = last[end];
            if (segment == null) {
                throw new IllegalStateException("no segment ends before stage " + end);
            }
            segments.add(segment);
            end = segment.first();
        }
        Collections.reverse(segments);
        return segments;
    }

    private boolean hasFused(int first, int last) {
        for (int i = first; i < last; i++) {
            if (network.fusible(i) && network.readerStages[network.stages.get(i).aliasSet()][0] <= last) {
                return true;
            }
        }
        return false;
    }
}
