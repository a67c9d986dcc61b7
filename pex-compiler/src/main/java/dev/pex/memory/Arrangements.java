package dev.pex.memory;

import dev.pex.graph.Graph;
import dev.pex.kernel.Variants;
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
import java.util.function.IntPredicate;

/**
 * Several ways to arrange the memory of one schedule. They differ in which concatenations and slices use sub-buffers, in
 * whether rows are placed together, in how many outputs overlap their operands, and in whether rows take turns. Each way is
 * placed quickly; the best ones are then placed with as much work as the caller allows.
 */
public final class Arrangements {
    /** How many of the best are placed with more work. */
    private static final int TRIED_HARDER = 2;

    /** More work seldom lowers an arena by more than this, so that ways that are further behind are given up. */
    private static final int FAR_PERCENT = 3;

    /** For a first comparison of ways that a quick placement does not tell apart. */
    private static final Limits SHORT = new Limits(2_000_000L, 5_000_000L);

    private final List<MemoryPlanner> planners;
    private final Set<List<Block>> seen;
    private final List<Arrangement> best;

    private Arrangements(List<MemoryPlanner> planners, Set<List<Block>> seen, List<Arrangement> best) {
        this.planners = planners;
        this.seen = seen;
        this.best = new ArrayList<>(best);
    }

    /** The arrangements of a schedule. They are placed in parallel; the result does not depend on which one ends first. */
    public static Arrangements of(Graph graph, Schedule schedule, Variants variants) {
        List<MemoryPlanner> planners = MemoryPlanner.planners(graph, schedule, variants);
        Set<List<Block>> seen = new HashSet<>();
        return new Arrangements(planners, seen, lowest(tryPromising(begin(planners, Ties.USUAL, seen))));
    }

    /** Arrangements that are not among those seen, not placed yet. */
    private static List<Arrangement> begin(List<MemoryPlanner> planners, List<Ties> choices, Set<List<Block>> seen) {
        List<Candidate> candidates = new ArrayList<>();
        for (MemoryPlanner planner : planners) {
            for (Ties ties : choices) {
                RigidGroups groups = planner.groups(ties);
                List<Block> blocks = groups.blocks();
                if (seen.add(blocks)) {
                    candidates.add(new Candidate(planner, groups, blocks));
                }
            }
        }
        return candidates.parallelStream().map(Candidate::begin).toList();
    }

    /** Places the arrangements with the least lower bound, then those whose lower bound is below the best height found. */
    private static List<Arrangement> tryPromising(List<Arrangement> begun) {
        int least = begun.stream().mapToInt(Arrangement::lowerBound).min().orElseThrow();
        List<Arrangement> tried = place(begun, bound -> bound == least);
        int lowest = tried.stream().mapToInt(Arrangement::height).min().orElseThrow();
        List<Arrangement> all = new ArrayList<>(tried);
        all.addAll(place(begun, bound -> bound > least && bound < lowest));
        return all;
    }

    private static List<Arrangement> place(List<Arrangement> begun, IntPredicate bound) {
        return begun.parallelStream()
                .filter(a -> bound.test(a.lowerBound()))
                .map(a -> a.place(Limits.quick()))
                .toList();
    }

    private static List<Arrangement> lowest(List<Arrangement> tried) {
        return lowest(tried, tried.stream().mapToInt(Arrangement::height).min().orElseThrow());
    }

    /** The lowest arrangements that more work may bring below a height. */
    private static List<Arrangement> lowest(List<Arrangement> tried, int height) {
        return tried.stream()
                .filter(a -> a.height() <= height * (100L + FAR_PERCENT) / 100)
                .sorted(Comparator.comparingInt(Arrangement::height))
                .limit(TRIED_HARDER)
                .toList();
    }

    /** Places the best arrangements with more work, except where the lower bound shows that it cannot help. */
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

    /** Tries arrangements in which rows take turns or have room to, the promising ones with as much work as given. */
    public void roll(Limits limits) {
        for (List<Ties> choices : List.of(Ties.ROLLING, Ties.EVEN)) {
            int height = best.get(0).height();
            List<Arrangement> rolling = begin(planners, choices, seen).parallelStream()
                    .filter(a -> a.lowerBound() < height)
                    .map(a -> a.place(SHORT.atMost(limits)))
                    .toList();
            best.addAll(lowest(rolling, height).parallelStream()
                    .map(a -> a.place(limits))
                    .toList());
            best.sort(Comparator.comparingInt(Arrangement::height));
        }
    }

    /** The plan with the lowest arena. */
    public Plan plan() {
        return best.get(0).plan();
    }

    private record Candidate(MemoryPlanner planner, RigidGroups groups, List<Block> blocks) {
        Arrangement begin() {
            return new Arrangement(planner, groups, Placer.of(blocks), new Layout(List.of(), Integer.MAX_VALUE, 0));
        }
    }

    /** A way to arrange the memory, and the layout of its groups. */
    private record Arrangement(MemoryPlanner planner, RigidGroups groups, Placer placer, Layout layout) {
        Arrangement place(Limits limits) {
            return new Arrangement(planner, groups, placer, placer.place(limits));
        }

        int lowerBound() {
            return placer.lowerBound();
        }

        int height() {
            return layout.height();
        }

        /** Whether it takes no more bytes than are live at a time. */
        boolean isPerfect() {
            return height() <= planner.peak();
        }

        Plan plan() {
            return planner.plan(groups.addresses(layout.offsets()), height());
        }
    }
}
