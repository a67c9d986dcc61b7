package dev.pex.schedule;

import java.util.List;

/**
 * A schedule and the segments that it runs in.
 *
 * @param segments in order
 * @param livePeak most bytes alive at a time, alignment aside
 * @param cost estimated instructions that the parts add
 */
public record SegmentedSchedule(Schedule schedule, List<Line> segments, long livePeak, long cost) {
    public SegmentedSchedule {
        segments = List.copyOf(segments);
    }

    /**
     * A segment.
     *
     * @param firstOperator index in the network's operators; -1 for a network input that arrives
     * @param lastOperator the same of the last one in the schedule's order
     * @param operators how many operators and arriving inputs it has
     * @param parts the size of its parts, in words
     * @param livePeak most bytes alive while it runs
     */
    public record Line(int firstOperator, int lastOperator, int operators, String parts, long livePeak) {}
}
