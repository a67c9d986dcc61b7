package dev.pex.memory;

import dev.pex.graph.Graph;
import dev.pex.kernel.Variants;
import dev.pex.memory.MemoryPlanner.Overlaps;
import dev.pex.placement.Block;
import dev.pex.placement.Layout;
import dev.pex.placement.Limits;
import dev.pex.placement.Placer;
import dev.pex.plan.Plan;
import dev.pex.schedule.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ways to lay out what a schedule needs, each placed with a handful of orders, and the best of them with as
 * much work as wanted. The ways differ in what is moved in its place, in what lies together, and in how many
 * outputs lie over their operands.
 */
public final class Arrangements {
    /** How many of the best are placed with more work. */
    private static final int TRIED_HARDER = 2;

    private final List<Arrangement> best;

    private Arrangements(List<Arrangement> best) {
        this.best = new ArrayList<>(best);
    }

    /** Those of a schedule. They are placed side by side, and yet the result depends on their order alone. */
    public static Arrangements of(Graph graph, Schedule schedule, Variants variants) {
        Set<List<Block>> seen = new HashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (MemoryPlanner planner : MemoryPlanner.planners(graph, schedule, variants)) {
            for (Overlaps overlaps : Overlaps.values()) {
                RigidGroups groups = planner.groups(overlaps);
                List<Block> blocks = groups.blocks();
                if (seen.add(blocks)) {
                    candidates.add(new Candidate(planner, groups, blocks));
                }
            }
        }
        List<Arrangement> tried = candidates.parallelStream()
                .map(Candidate::begin)
                .map(a -> a.place(Limits.quick()))
                .toList();
        return new Arrangements(tried.stream()
                .filter(Arrangement::isPerfect)
                .findFirst()
                .map(List::of)
                .orElseGet(() -> lowest(tried)));
    }

    private static List<Arrangement> lowest(List<Arrangement> tried) {
        return tried.stream()
                .sorted(Comparator.comparingInt(Arrangement::height))
                .limit(TRIED_HARDER)
                .toList();
    }

    /** Places the best ones with more work, where that may help. */
    public void improve(Limits limits) {
        Arrangement first = best.get(0);
        if (!first.isPerfect()) {
            List<Arrangement> improved = best.parallelStream()
                    .map(a -> a.layout().lowerBound() < first.height() ? a.place(limits) : a)
                    .toList();
            best.clear();
            best.addAll(lowest(improved));
        }
    }

    /** The plan of the lowest. */
    public Plan plan() {
        return best.get(0).plan();
    }

    private record Candidate(MemoryPlanner planner, RigidGroups groups, List<Block> blocks) {
        Arrangement begin() {
            return new Arrangement(planner, groups, Placer.of(blocks), new Layout(List.of(), Integer.MAX_VALUE, 0));
        }
    }

    /** Where the groups lie. */
    private record Arrangement(MemoryPlanner planner, RigidGroups groups, Placer placer, Layout layout) {
        Arrangement place(Limits limits) {
            return new Arrangement(planner, groups, placer, placer.place(limits));
        }

        int height() {
            return layout.height();
        }

        /** Whether it takes no more bytes than are alive at a time. */
        boolean isPerfect() {
            return height() <= planner.peak();
        }

        Plan plan() {
            return planner.plan(groups.addresses(layout.offsets()), height());
        }
    }
}
