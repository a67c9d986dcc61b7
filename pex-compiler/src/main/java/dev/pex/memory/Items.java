package dev.pex.memory;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.kernel.Kernel;
import dev.pex.memory.Item.Segment;
import dev.pex.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns lifetimes into items to place: operators that can run in place hand their operand's place on. */
final class Items {
    private Items() {}

    static List<Item> of(Graph graph, TensorGroups groups, Schedule schedule, Lifetimes lifetimes) {
        Map<Integer, Lifetime> successors = handovers(graph, groups, schedule, lifetimes);
        List<Item> items = new ArrayList<>();
        for (Lifetime lifetime : lifetimes.all()) {
            if (!successors.containsValue(lifetime)) {
                items.add(chain(graph, successors, lifetime));
            }
        }
        for (int s = 0; s < schedule.entries().size(); s++) {
            Schedule.Entry entry = schedule.entries().get(s);
            Operator operator = graph.operators().get(entry.operator());
            int bytes = Kernel.of(operator).scratchBytes(graph, operator, entry.part());
            if (bytes > 0) {
                items.add(new Item(List.of(new Segment(Segment.SCRATCH, s, s, bytes, Integer.BYTES))));
            }
        }
        return items;
    }

    /** Which root hands its place on to which tensors: operand to output, each at most once. */
    private static Map<Integer, Lifetime> handovers(
            Graph graph, TensorGroups groups, Schedule schedule, Lifetimes lifetimes) {
        Map<Integer, Integer> stepsOf = new HashMap<>();
        for (Schedule.Entry entry : schedule.entries()) {
            stepsOf.merge(entry.operator(), 1, Integer::sum);
        }
        Map<Integer, Lifetime> successors = new HashMap<>();
        for (int s = 0; s < schedule.entries().size(); s++) {
            int index = schedule.entries().get(s).operator();
            if (stepsOf.getOrDefault(index, 0) == 1) {
                Operator operator = graph.operators().get(index);
                int step = s;
                lifetimes
                        .find(groups.root(operator.output()))
                        .filter(out -> isWhole(graph, out))
                        .ifPresent(out -> handOver(graph, groups, lifetimes, successors, operator, step, out));
            }
        }
        return successors;
    }

    private static void handOver(
            Graph graph,
            TensorGroups groups,
            Lifetimes lifetimes,
            Map<Integer, Lifetime> successors,
            Operator operator,
            int step,
            Lifetime out) {
        for (int i = 0; i < operator.inputs().size(); i++) {
            Optional<Lifetime> in = lifetimes.find(groups.root(operator.inputs().get(i)));
            if (in.isPresent()
                    && in.get().last() == step
                    && !successors.containsKey(in.get().root())
                    && isWhole(graph, in.get())
                    && Kernel.of(operator).bearsAliasing(graph, operator, i)) {
                successors.put(in.get().root(), out);
                return;
            }
        }
    }

    private static boolean isWhole(Graph graph, Lifetime lifetime) {
        return lifetime.rows() == graph.tensor(lifetime.root()).extent().rows();
    }

    private static Item chain(Graph graph, Map<Integer, Lifetime> successors, Lifetime start) {
        List<Segment> segments = new ArrayList<>();
        for (Lifetime life = start; life != null; life = successors.get(life.root())) {
            int alignment = graph.tensor(life.root()).type().bytes();
            segments.add(new Segment(life.root(), life.first(), life.last(), life.bytes(), alignment));
        }
        return new Item(segments);
    }
}
