package dev.pex.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.GraphExecutor;
import dev.pex.executor.PlanExecutor;
import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.kernel.Target;
import dev.pex.plan.InputMode;
import dev.pex.plan.LiveBytes;
import dev.pex.plan.Plan;
import dev.pex.schedule.PartialExecution;
import dev.pex.schedule.Step;
import dev.pex.testing.RandomNetworks;
import dev.pex.verify.Verifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlanSearchTest {
    /** A budget that nothing keeps to: the smallest plan of all is given. */
    private static final OptionalLong NO_BYTES = OptionalLong.of(0);

    private static final int NETWORKS = Integer.getInteger("pex.test.cases", 60);

    /** For the target generic, by seed: the tests ask one search different things, and it remembers what it found. */
    private static final Map<Long, PlanSearch> GENERIC = new HashMap<>();

    private static PlanSearch generic(long seed) {
        return GENERIC.computeIfAbsent(seed, s -> PlanSearch.of(RandomNetworks.next(s), Target.GENERIC));
    }

    @Test
    void everyChoiceIsVerifiedAndComputesTheSame() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            List<byte[]> inputs = RandomNetworks.randomInputs(graph, seed);
            List<byte[]> expected = GraphExecutor.run(graph, inputs);
            PlanSearch search = generic(seed);
            for (InputMode mode : InputMode.values()) {
                for (PartialExecution allowed : PartialExecution.values()) {
                    FoundPlan found = search.within(mode, allowed, NO_BYTES);
                    Plan plan = found.plan();
                    String about = "seed " + seed + ", " + mode + ", " + allowed;
                    assertThat(Verifier.faults(graph, plan)).as(about).isEmpty();
                    assertThat(found.lowerBound())
                            .as(about)
                            .isLessThanOrEqualTo(LiveBytes.of(plan).peak());
                    assertThat(macs(graph, plan)).as(about).isEqualTo(Macs.of(graph));
                    List<byte[]> outputs = PlanExecutor.run(graph, plan, inputs, (byte) 0x55);
                    for (int i = 0; i < outputs.size(); i++) {
                        assertThat(outputs.get(i)).as(about).isEqualTo(expected.get(i));
                    }
                }
            }
        }
    }

    @Test
    void whatAllowsMoreIsNeverLarger() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            PlanSearch search = generic(seed);
            for (InputMode mode : InputMode.values()) {
                int none = arena(search, mode, PartialExecution.NONE);
                int channels = arena(search, mode, PartialExecution.CHANNELS);
                int all = arena(search, mode, PartialExecution.ALL);
                assertThat(channels).as("seed %s, %s", seed, mode).isLessThanOrEqualTo(none);
                assertThat(all).as("seed %s, %s", seed, mode).isLessThanOrEqualTo(channels);
            }
            for (PartialExecution allowed : PartialExecution.values()) {
                assertThat(arena(search, InputMode.STREAMED, allowed))
                        .as("seed %s, %s", seed, allowed)
                        .isLessThanOrEqualTo(arena(search, InputMode.RESIDENT, allowed));
            }
        }
    }

    @Test
    void aBudgetBuysLargerParts() {
        int larger = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            PlanSearch search = generic(seed);
            FoundPlan smallest = search.smallest(InputMode.RESIDENT, PartialExecution.ALL);
            long budget = smallest.plan().arenaBytes() * 3L / 2;
            FoundPlan found = search.within(InputMode.RESIDENT, PartialExecution.ALL, OptionalLong.of(budget));
            assertThat((long) found.plan().arenaBytes()).as("seed %s", seed).isLessThanOrEqualTo(budget);
            assertThat(Verifier.faults(graph, found.plan())).as("seed %s", seed).isEmpty();
            larger += found.plan().steps().size() < smallest.plan().steps().size() ? 1 : 0;
        }
        assertThat(larger).as("networks with fewer steps under a budget").isGreaterThan(NETWORKS / 10);
    }

    @Test
    void theLowerBoundKnowsOfNoBudget() {
        for (long seed = 0; seed < NETWORKS; seed += 3) {
            for (Target target : seed % 2 == 0 ? List.of(Target.GENERIC) : List.of(Target.GENERIC, Target.CORTEX_M4)) {
                PlanSearch search =
                        target == Target.GENERIC ? generic(seed) : PlanSearch.of(RandomNetworks.next(seed), target);
                InputMode mode = seed % 4 < 2 ? InputMode.RESIDENT : InputMode.STREAMED;
                for (PartialExecution allowed : PartialExecution.values()) {
                    FoundPlan free = search.within(mode, allowed, OptionalLong.empty());
                    int arena = free.plan().arenaBytes();
                    for (long budget : new long[] {arena / 2, arena, arena + 16L, arena * 3L / 2, 10L * arena}) {
                        FoundPlan found = search.within(mode, allowed, OptionalLong.of(budget));
                        String about = "seed " + seed + ", " + target + ", " + mode + ", " + allowed + ", " + budget;
                        assertThat(found.lowerBound()).as(about).isEqualTo(free.lowerBound());
                        assertThat(found.lowerBound())
                                .as(about)
                                .isLessThanOrEqualTo(found.plan().arenaBytes());
                    }
                }
            }
        }
    }

    @Test
    void scratchCostsAtMostAKibibyteAndGoesBeforeABudgetFails() {
        int with = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            int generic = arena(generic(seed), InputMode.RESIDENT, PartialExecution.ALL);
            PlanSearch search = PlanSearch.of(graph, Target.CORTEX_M4);
            FoundPlan found = search.smallest(InputMode.RESIDENT, PartialExecution.ALL);
            assertThat(Verifier.faults(graph, found.plan())).as("seed %s", seed).isEmpty();
            assertThat(found.plan().arenaBytes()).as("seed %s", seed).isLessThanOrEqualTo(generic + 1024);
            FoundPlan within = search.within(InputMode.RESIDENT, PartialExecution.ALL, OptionalLong.of(generic));
            assertThat(within.plan().arenaBytes()).as("seed %s", seed).isLessThanOrEqualTo(generic);
            with += found.plan().scratch().isEmpty() ? 0 : 1;
        }
        assertThat(with).as("networks with scratch").isPositive();
    }

    @Test
    void fewerStepsCostAByteEachAtMost() {
        int fewer = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            PlanSearch search = PlanSearch.of(graph, Target.CORTEX_M55);
            for (InputMode mode : InputMode.values()) {
                Plan generic =
                        generic(seed).smallest(mode, PartialExecution.NONE).plan();
                assertThat(arena(search, mode, PartialExecution.NONE))
                        .as("seed %s, %s, nothing to give", seed, mode)
                        .isEqualTo(generic.arenaBytes());
                Plan small = generic(seed).smallest(mode, PartialExecution.ALL).plan();
                Plan fast = search.smallest(mode, PartialExecution.ALL).plan();
                int given = fast.arenaBytes() - small.arenaBytes();
                assertThat(Verifier.faults(graph, fast)).as("seed %s", seed).isEmpty();
                // Larger parts may even be easier to place.
                assertThat(given).as("seed %s, %s", seed, mode).isLessThanOrEqualTo(1024);
                if (given > 0) {
                    assertThat(given)
                            .as("seed %s, %s", seed, mode)
                            .isLessThanOrEqualTo(
                                    small.steps().size() - fast.steps().size());
                    fewer++;
                }
            }
        }
        assertThat(fewer).as("networks with fewer steps").isPositive();
    }

    @Test
    void theSameNetworkGivesTheSamePlan() {
        for (long seed = 0; seed < NETWORKS / 10; seed++) {
            Graph graph = RandomNetworks.next(seed);
            assertThat(PlanSearch.of(graph, Target.GENERIC).smallest(InputMode.RESIDENT, PartialExecution.ALL))
                    .isEqualTo(PlanSearch.of(graph, Target.GENERIC).smallest(InputMode.RESIDENT, PartialExecution.ALL));
        }
    }

    @Test
    void partsPayOffUnlessABudgetAsksForThem() {
        int kept = 0;
        // More than elsewhere: few networks have such a choice.
        for (long seed = 0; seed < 3L * NETWORKS; seed++) {
            PlanSearch search = generic(seed);
            FoundPlan whole = search.smallest(InputMode.RESIDENT, PartialExecution.NONE);
            FoundPlan parts = search.smallest(InputMode.RESIDENT, PartialExecution.CHANNELS);
            int saved = whole.plan().arenaBytes() - parts.plan().arenaBytes();
            int added = parts.plan().steps().size() - whole.plan().steps().size();
            assertThat(saved).as("seed %s", seed).isGreaterThanOrEqualTo(added);
            FoundPlan tightest = search.within(InputMode.RESIDENT, PartialExecution.CHANNELS, NO_BYTES);
            kept += tightest.plan().arenaBytes() < parts.plan().arenaBytes() ? 1 : 0;
        }
        assertThat(kept).as("networks that a budget would cut").isPositive();
    }

    private static int arena(PlanSearch search, InputMode mode, PartialExecution allowed) {
        return search.smallest(mode, allowed).plan().arenaBytes();
    }

    private static long macs(Graph graph, Plan plan) {
        long macs = 0;
        for (Step step : plan.steps()) {
            if (step instanceof Step.Compute compute) {
                macs += Macs.of(graph, graph.operators().get(compute.operator()), compute.part(), compute.intake());
            }
        }
        return macs;
    }
}
