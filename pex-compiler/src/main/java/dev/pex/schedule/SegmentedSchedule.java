package dev.pex.schedule;

import java.util.List;

/**
 * A schedule and the segments that it runs in.
 *
 * @param segments in order
 * @param livePeak most live bytes at a time, without alignment
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
     * @param lastOperator index of the last operator in the order of the schedule; -1 as above
     * @param operators how many operators and arriving inputs it has
     * @param parts the size of its parts, in words
     * @param livePeak most live bytes while it runs
     */
    public record Line(int firstOperator, int lastOperator, int operators, String parts, long livePeak) {}
}
