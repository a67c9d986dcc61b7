package dev.pex.memory;

import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Tensor;
import dev.pex.memory.Item.Segment;
import dev.pex.plan.Buffer;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.plan.Step;
import dev.pex.plan.Target;
import dev.pex.schedule.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the plan of a schedule: lifetimes, in-place reuse, placement. */
public final class MemoryPlanner {
    private final Graph graph;
    private final Schedule schedule;
    private final TensorGroups groups;
    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<Integer, Integer> bufferOfRoot = new HashMap<>();
    private final Map<Integer, Integer> scratchOfStep = new HashMap<>();

    private MemoryPlanner(Graph graph, Schedule schedule) {
        this.graph = graph;
        this.schedule = schedule;
        this.groups = new TensorGroups(graph);
    }

    public static Plan plan(Graph graph, Schedule schedule, Target target) {
        return new MemoryPlanner(graph, schedule).run(target);
    }

    private Plan run(Target target) {
        Lifetimes lifetimes = Lifetimes.of(graph, groups, schedule);
        List<Item> items = Items.of(graph, groups, schedule, lifetimes);
        Placer.Result placed = Placer.place(items);
        number(items, placed.offsets());
        int alignment = items.stream().mapToInt(Item::alignment).max().orElse(1);
        return new Plan(graph.name(), target, placed.height(), alignment, buffers, placements(lifetimes), steps());
    }

    /** Numbers buffers by the time of their first use, then by address, and remembers whose they are. */
    private void number(List<Item> items, List<Integer> offsets) {
        record Placed(Segment segment, int offset) {}
        List<Placed> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            for (Segment segment : items.get(i).segments()) {
                all.add(new Placed(segment, offsets.get(i)));
            }
        }
        all.sort(Comparator.comparingInt((Placed p) -> p.segment().first())
                .thenComparingInt(Placed::offset)
                .thenComparingInt(p -> p.segment().owner()));
        for (Placed p : all) {
            Segment s = p.segment();
            int id = buffers.size();
            if (s.owner() == Segment.SCRATCH) {
                scratchOfStep.put(s.first(), id);
            } else {
                bufferOfRoot.put(s.owner(), id);
            }
            buffers.add(new Buffer(id, p.offset(), s.bytes(), s.alignment(), s.first(), s.last(), content(s)));
        }
    }

    private String content(Segment segment) {
        if (segment.owner() == Segment.SCRATCH) {
            return "scratch of step " + segment.first();
        }
        Tensor tensor = graph.tensor(segment.owner());
        return graph.producer(tensor.id())
                .map(Operator::origin)
                .map(Object::toString)
                .orElse("input '" + tensor.name() + "'");
    }

    private SortedMap<Integer, Placement> placements(Lifetimes lifetimes) {
        SortedMap<Integer, Placement> placements = new TreeMap<>();
        for (Lifetime lifetime : lifetimes.all()) {
            int buffer = bufferOfRoot.getOrDefault(lifetime.root(), -1);
            for (int member : groups.membersOf(lifetime.root())) {
                Tensor tensor = graph.tensor(member);
                Extent extent = tensor.extent();
                int pixel = extent.channels() * tensor.type().bytes();
                int rows = member == lifetime.root() ? lifetime.rows() : extent.rows();
                placements.put(member, new Placement(buffer, 0, pixel * extent.columns(), pixel, rows));
            }
        }
        return placements;
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int s = 0; s < schedule.entries().size(); s++) {
            Schedule.Entry entry = schedule.entries().get(s);
            Integer scratch = scratchOfStep.get(s);
            steps.add(new Step(
                    entry.operator(), entry.part(), scratch == null ? OptionalInt.empty() : OptionalInt.of(scratch)));
        }
        return steps;
    }
}
