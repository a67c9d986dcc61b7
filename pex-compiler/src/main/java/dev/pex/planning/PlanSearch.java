package dev.pex.planning;

import dev.pex.cost.CostModel;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.kernel.Variants;
import dev.pex.memory.Arrangements;
import dev.pex.placement.Limits;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.schedule.OperatorOrder;
import dev.pex.schedule.PartialExecution;
import dev.pex.schedule.SegmentScheduler;
import dev.pex.schedule.SegmentedSchedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the plan with the smallest arena or, under an arena budget, the cheapest plan that keeps to it. A wider choice of
 * {@link PartialExecution} includes the plans of the narrower ones, so that it never gives a larger arena. Parts that save
 * less than a byte for each step that they add are made only when a budget requires them.
 */
public final class PlanSearch {
    private static final int LOOSE_PERCENT = 2;
    /** Above its live bytes by more than this, an arena has gaps that rolling rows may fill. */
    private static final int GAPS_PERCENT = 5;

    private static final int BUDGET_ATTEMPTS = 6;

    /** By arena, then by cost. */
    private static final Comparator<FoundPlan> BETTER = Comparator.comparingInt(
                    (FoundPlan f) -> f.plan().arenaBytes())
            .thenComparingLong(f -> f.schedule().cost());

    private final Graph graph;
    /** The network without states. */
    private final Graph scheduled;

    private final Acceleration acceleration;
    private final Limits limits;
    /** Variants without scratch: with them the smallest plan is the same for all targets. */
    private final Variants plain;

    private final OperatorOrder.Result bestOrder;
    private final Set<List<Integer>> orders = new LinkedHashSet<>();
    private final Map<Choice, FoundPlan> own = new HashMap<>();
    private final Map<Choice, FoundPlan> smallest = new HashMap<>();

    private PlanSearch(Graph graph, Variants variants, Limits limits) {
        this.graph = graph;
        this.scheduled = Stateless.of(graph);
        this.acceleration = new Acceleration(graph, variants, limits);
        this.limits = limits;
        this.plain = variants.withoutScratch();
        this.bestOrder = SegmentScheduler.bestOrder(scheduled);
        orders.add(SegmentScheduler.fileOrder(scheduled));
        orders.add(bestOrder.operators());
    }

    /** A search that has not begun. */
    public static PlanSearch of(Graph graph, Target target) {
        return of(graph, Tuning.of(target), Effort.THOROUGH);
    }

    /** The same for kernels that are not the target's usual ones, with as much work as is wanted. */
    public static PlanSearch of(Graph graph, Tuning tuning, Effort effort) {
        return new PlanSearch(graph, Variants.of(graph, tuning), effort.limits());
    }

    /** The order of operators with the lowest peak for whole tensors. The search also tries the order of the file. */
    public OperatorOrder.Result bestOrder() {
        return bestOrder;
    }

    /** The cheapest plan that keeps to a budget, or the smallest plan when none does. */
    public FoundPlan within(InputMode input, PartialExecution allowed, OptionalLong budget) {
        if (budget.isEmpty()) {
            return smallest(input, allowed);
        }
        if (isWholeInput(input)) {
            return WholeInput.first(graph, within(InputMode.RESIDENT, allowed, budget));
        }
        FoundPlan smallest = search(input, allowed, false);
        Optional<FoundPlan> cheapest = smallest.plan().arenaBytes() < budget.getAsLong()
                ? cheapest(input, allowed, budget.getAsLong())
                : Optional.empty();
        // What a budget allows has no part in what no schedule can do without.
        return cheapest.orElseGet(() -> acceleration.withScratch(smallest, budget.getAsLong()))
                .withLowerBound(smallest.lowerBound());
    }

    /**
     * The plan with the smallest arena of those whose parts pay off. For a target with kernels of its own it has what makes
     * them faster ({@link Acceleration}).
     */
    public FoundPlan smallest(InputMode input, PartialExecution allowed) {
        FoundPlan known = smallest.get(new Choice(input, allowed));
        if (known == null) {
            known = findSmallest(input, allowed);
            smallest.put(new Choice(input, allowed), known);
        }
        return known;
    }

    /**
     * Fewest bytes that are alive at a time under any schedule of the search. An arena is seldom much larger, but may be
     * for a target with kernels of its own, where larger parts are made when they save steps.
     */
    public long livePeak(InputMode input, PartialExecution allowed) {
        long resident = livePeakWith(InputMode.RESIDENT, allowed);
        return input == InputMode.RESIDENT || isWholeInput(input)
                ? resident
                : Math.min(resident, livePeakWith(input, allowed));
    }

    private long livePeakWith(InputMode input, PartialExecution allowed) {
        long own = schedulers(input, allowed).stream()
                .mapToLong(
                        scheduler -> cheapest(scheduler, scheduler.smallest()).livePeak())
                .min()
                .orElseThrow();
        return allowed.narrower()
                .map(choice -> Math.min(own, livePeakWith(input, choice)))
                .orElse(own);
    }

    /** Whether the input arrives before the first step because no schedule takes rows in beside a state. */
    private boolean isWholeInput(InputMode input) {
        return input == InputMode.STREAMED && !graph.states().isEmpty();
    }

    private FoundPlan findSmallest(InputMode input, PartialExecution allowed) {
        if (isWholeInput(input)) {
            return WholeInput.first(graph, smallest(InputMode.RESIDENT, allowed));
        }
        FoundPlan plan = search(input, allowed, true);
        if (!acceleration.isWanted()) {
            return plan;
        }
        List<FoundPlan> found = new ArrayList<>();
        found.add(acceleration.of(plan, schedulers(input, allowed)));
        // A wider choice never gives a larger arena, as on other targets.
        allowed.narrower().ifPresent(choice -> found.add(smallest(input, choice)));
        if (input == InputMode.STREAMED) {
            found.add(WholeInput.first(graph, smallest(InputMode.RESIDENT, allowed)));
        }
        return best(found).withLowerBound(plan.lowerBound());
    }

    private FoundPlan search(InputMode input, PartialExecution allowed, boolean payingOff) {
        List<FoundPlan> found = new ArrayList<>();
        FoundPlan own = own(input, allowed);
        Optional<FoundPlan> narrower = allowed.narrower().map(choice -> search(input, choice, payingOff));
        narrower.ifPresent(found::add);
        if (!payingOff || narrower.isEmpty() || paysOff(own, narrower.get())) {
            found.add(0, own);
        }
        if (input == InputMode.STREAMED) {
            found.add(WholeInput.first(graph, search(InputMode.RESIDENT, allowed, payingOff)));
        }
        long bound = found.stream().mapToLong(FoundPlan::lowerBound).reduce(own.lowerBound(), Math::min);
        return best(found).withLowerBound(bound);
    }

    /** Whether what a plan saves of the arena is worth the steps that it has more. */
    private static boolean paysOff(FoundPlan plan, FoundPlan narrower) {
        int saved = narrower.plan().arenaBytes() - plan.plan().arenaBytes();
        int added = plan.plan().steps().size() - narrower.plan().steps().size();
        return CostModel.prices().payOff(saved, added);
    }

    private static long bound(List<SegmentScheduler> schedulers) {
        return schedulers.parallelStream()
                .mapToLong(SegmentScheduler::lowerBound)
                .min()
                .orElseThrow();
    }

    private static FoundPlan best(List<FoundPlan> found) {
        return found.stream().min(BETTER).orElseThrow();
    }

    private record Choice(InputMode input, PartialExecution allowed) {}

    /** The best plan of the search with exactly this choice, without those of narrower choices. */
    private FoundPlan own(InputMode input, PartialExecution allowed) {
        FoundPlan known = own.get(new Choice(input, allowed));
        if (known == null) {
            known = findOwn(input, allowed);
            own.put(new Choice(input, allowed), known);
        }
        return known;
    }

    private FoundPlan findOwn(InputMode input, PartialExecution allowed) {
        List<SegmentScheduler> schedulers = schedulers(input, allowed);
        // Bounds and schedules of several orders are computed in parallel and independently.
        CompletableFuture<Long> bounds = CompletableFuture.supplyAsync(() -> bound(schedulers));
        List<Attempt> attempts = schedulers.parallelStream()
                .flatMap(scheduler -> attempts(scheduler, allowed).stream())
                .toList();
        long bound = bounds.join();
        Attempt best = attempts.stream()
                .min(Comparator.comparing(Attempt::found, BETTER))
                .orElseThrow();
        FoundPlan found = best.found();
        if (found.plan().arenaBytes() > bound) {
            best.arrangements().improve(limits);
            if (isAbove(best.arrangements().plan(), found.schedule(), GAPS_PERCENT)) {
                best.arrangements().roll(limits);
            }
            found = new FoundPlan(found.schedule(), best.arrangements().plan(), found.lowerBound());
        }
        return found.withLowerBound(bound);
    }

    private List<Attempt> attempts(SegmentScheduler scheduler, PartialExecution allowed) {
        SegmentedSchedule smallest = scheduler.smallest();
        Attempt attempt = attempt(cheapest(scheduler, smallest));
        if (allowed == PartialExecution.ALL && attempt.isLoose()) {
            // Smaller parts are often easier to place.
            return List.of(attempt, attempt(smallest));
        }
        return List.of(attempt);
    }

    /** The cheapest schedule of those with no more live bytes than that in the smallest parts. */
    private static SegmentedSchedule cheapest(SegmentScheduler scheduler, SegmentedSchedule smallest) {
        return scheduler.cheapest(smallest.livePeak()).orElse(smallest);
    }

    private List<SegmentScheduler> schedulers(InputMode input, PartialExecution allowed) {
        return orders.stream()
                .map(order -> SegmentScheduler.of(scheduled, order, allowed, input == InputMode.STREAMED))
                .toList();
    }

    /** A plan and the arrangements that it comes from. */
    private record Attempt(FoundPlan found, Arrangements arrangements) {
        boolean isLoose() {
            return isAbove(found.plan(), found.schedule(), LOOSE_PERCENT);
        }
    }

    private static boolean isAbove(Plan plan, SegmentedSchedule schedule, int percent) {
        return plan.arenaBytes() > schedule.livePeak() * (100 + percent) / 100;
    }

    private Attempt attempt(SegmentedSchedule schedule) {
        Arrangements arrangements = Arrangements.of(graph, schedule.schedule(), plain);
        return new Attempt(new FoundPlan(schedule, arrangements.plan(), schedule.livePeak()), arrangements);
    }

    /** The cheapest plan whose arena keeps to a budget. */
    private Optional<FoundPlan> cheapest(InputMode input, PartialExecution allowed, long budget) {
        Optional<FoundPlan> best = Optional.empty();
        for (SegmentScheduler scheduler : schedulers(input, allowed)) {
            long limit = budget;
            for (int attempt = 0; attempt < BUDGET_ATTEMPTS; attempt++) {
                Optional<SegmentedSchedule> schedule = scheduler.cheapest(limit);
                if (schedule.isEmpty()) {
                    break;
                }
                FoundPlan found = attempt(schedule.get()).found();
                if (found.plan().arenaBytes() <= budget) {
                    if (best.isEmpty()
                            || schedule.get().cost() < best.get().schedule().cost()) {
                        best = Optional.of(acceleration.withScratch(found, budget));
                    }
                    break;
                }
                limit = Math.min(limit, schedule.get().livePeak())
                        * budget
                        / found.plan().arenaBytes();
            }
        }
        return best;
    }
}
