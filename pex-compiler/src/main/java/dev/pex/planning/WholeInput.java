package dev.pex.planning;

import dev.pex.alias.AliasSets;
import dev.pex.graph.Graph;
import dev.pex.plan.Buffer;
import dev.pex.plan.Plan;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.SegmentedSchedule;
import dev.pex.schedule.Step;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a streamed plan from a resident one: all rows of the inputs arrive before the first step of the resident plan. */
final class WholeInput {
    private WholeInput() {}

    static FoundPlan first(Graph graph, FoundPlan resident) {
        AliasSets aliasSets = AliasSets.of(graph);
        List<Step> steps = new ArrayList<>();
        for (int input : graph.inputs()) {
            int tensor = aliasSets.finest(aliasSets.of(input));
            steps.add(new Step.Receive(
                    tensor, Range.all(graph.tensor(tensor).extent().rows())));
        }
        int shift = steps.size();
        Plan plan = resident.plan();
        steps.addAll(plan.steps());
        boolean pinned = !graph.states().isEmpty();
        List<Buffer> buffers = plan.buffers().stream()
                .map(b -> b.during(first(b, pinned, shift), b.lastStep() + shift))
                .toList();
        Plan streamed = new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                buffers,
                plan.placements(),
                steps,
                shifted(plan.accumulators(), shift),
                shifted(plan.scratch(), shift),
                plan.regions());
        SegmentedSchedule schedule = resident.schedule();
        return new FoundPlan(
                new SegmentedSchedule(new Schedule(steps), schedule.segments(), schedule.livePeak(), schedule.cost()),
                streamed,
                resident.lowerBound());
    }

    /** What is there before the first step is there before the input arrives only if it may be a state. */
    private static int first(Buffer buffer, boolean pinned, int shift) {
        if (buffer.firstStep() != Buffer.BEFORE) {
            return buffer.firstStep() + shift;
        }
        return pinned ? Buffer.BEFORE : 0;
    }

    private static SortedMap<Integer, Integer> shifted(SortedMap<Integer, Integer> ids, int shift) {
        SortedMap<Integer, Integer> later = new TreeMap<>();
        ids.forEach((step, id) -> later.put(step + shift, id));
        return later;
    }
}
