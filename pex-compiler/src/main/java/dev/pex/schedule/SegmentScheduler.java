package dev.pex.schedule;

import dev.pex.alias.AliasSets;
import dev.pex.cost.CostModel;
import dev.pex.cost.SearchPrices;
import dev.pex.graph.Graph;
import dev.pex.schedule.SegmentSearch.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schedules a network, in one order of its operators, in segments that run part by part. */
public final class SegmentScheduler {
    private final RowNetwork network;
    private final PartialExecution allowed;
    private final SearchPrices prices;
    private final SegmentSearch search;

    private SegmentScheduler(RowNetwork network, PartialExecution allowed, SearchPrices prices) {
        this.network = network;
        this.allowed = allowed;
        this.prices = prices;
        this.search = new SegmentSearch(network, allowed, prices);
    }

    /**
     * A scheduler for a network.
     *
     * @param order indices of all operators that are no aliases, in an executable order
     * @param streamed whether network inputs arrive row by row
     */
    public static SegmentScheduler of(Graph graph, List<Integer> order, PartialExecution allowed, boolean streamed) {
        return new SegmentScheduler(
                RowNetwork.of(graph, AliasSets.of(graph), order, streamed), allowed, CostModel.prices());
    }

    /** The network's own order. */
    public static List<Integer> fileOrder(Graph graph) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < graph.operators().size(); i++) {
            if (!graph.operators().get(i).isAlias()) {
                order.add(i);
            }
        }
        return order;
    }

    /** The order with the lowest peak of live bytes when all tensors are whole. */
    public static OperatorOrder.Result bestOrder(Graph graph) {
        return OperatorOrder.search(graph, AliasSets.of(graph));
    }

    /** The schedule with the lowest peak of live bytes, in the smallest parts. */
    public SegmentedSchedule smallest() {
        return schedule(search.smallest());
    }

    /**
     * A peak of live bytes that no schedule of segments in this order is below. May run at the same time as one of the other
     * methods.
     */
    public long lowerBound() {
        return new SegmentSearch(network.withSharedBytes(), allowed, prices).lowerBound();
    }

    /** The cheapest schedule whose peak of live bytes keeps to a limit; empty when there is none. */
    public Optional<SegmentedSchedule> cheapest(long limit) {
        List<Segment> segments = search.cheapest(limit);
        return segments.isEmpty() && !network.stages.isEmpty() ? Optional.empty() : Optional.of(schedule(segments));
    }

    private SegmentedSchedule schedule(List<Segment> segments) {
        RowSchedule schedule = new RowSchedule(network);
        List<SegmentedSchedule.Line> lines = new ArrayList<>();
        long peak = 0;
        long cost = 0;
        for (Segment segment : segments) {
            schedule.add(search.steps(segment));
            lines.add(new SegmentedSchedule.Line(
                    network.stages.get(segment.first()).operator(),
                    network.stages.get(segment.last()).operator(),
                    segment.last() - segment.first() + 1,
                    segment.tileSize().toString(),
                    segment.peak()));
            peak = Math.max(peak, segment.peak());
            cost += segment.cost();
        }
        return new SegmentedSchedule(schedule.schedule(), lines, peak, cost);
    }
}
