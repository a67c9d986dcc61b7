package dev.pex.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.operator.Operator;
import dev.pex.operator.OperatorKind;
import dev.pex.placement.Limits;
import dev.pex.schedule.LayerByLayer;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.testing.RandomNetworks;
import dev.pex.testing.RandomSchedules;
import dev.pex.verify.Fault;
import dev.pex.verify.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the verifier says of a schedule for C when {@link InPlace} is wrong about what has to be moved. */
class WrongMovesTest {
    private static final int NETWORKS = 3 * Integer.getInteger("pex.test.cases", 100);

    private static final Set<OperatorKind> COPYING = Set.of(OperatorKind.CONCATENATION, OperatorKind.SLICE);

    private int inPlace;
    private int moving;

    @Test
    void stepsThatMoveSomethingCannotBeLeftOutAndOthersMustBe() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            SplittableRandom random = new SplittableRandom(seed);
            Schedule schedule = seed % 2 == 0
                    ? LayerByLayer.schedule(graph)
                    : seed % 4 == 1 ? RandomSchedules.interleaved(graph, random) : RandomSchedules.split(graph, random);
            check(graph, MemoryPlanner.plan(graph, schedule, Target.GENERIC, Limits.quick()), "seed " + seed);
        }
        assertThat(inPlace).as("operators in place").isGreaterThan(NETWORKS / 20);
        assertThat(moving).as("operators that move").isGreaterThan(NETWORKS / 20);
    }

    private void check(Graph graph, Plan plan, String about) {
        Set<Integer> right = InPlace.operators(graph, plan);
        Plan done = InPlace.withoutMoves(graph, plan);
        assertThat(Verifier.faultsWhenExecuted(graph, done)).as(about).isEmpty();
        // The steps that are left out are not needed for a proof of the rest.
        assertThat(Verifier.faults(graph, done)).as(about).isEmpty();
        for (int o = 0; o < graph.operators().size(); o++) {
            Operator operator = graph.operators().get(o);
            if (operator.isAlias()) {
                continue;
            }
            Set<Integer> wrong = new HashSet<>(right);
            if (wrong.remove(o)) {
                assertThat(Verifier.faultsWhenExecuted(graph, InPlace.withoutSteps(plan, wrong)))
                        .as("%s, %s runs", about, operator.origin())
                        .extracting(Fault::kind)
                        .contains(Fault.Kind.ALIASING);
                inPlace++;
            } else {
                wrong.add(o);
                assertThat(Verifier.faultsWhenExecuted(graph, InPlace.withoutSteps(plan, wrong)))
                        .as("%s, %s is left out", about, operator.origin())
                        .isNotEmpty();
                assertThat(Verifier.faultsWhenExecuted(graph, withoutLastStep(done, o)))
                        .as("%s, the last step of %s is left out", about, operator.origin())
                        .isNotEmpty();
                moving += COPYING.contains(operator.kind()) ? 1 : 0;
            }
        }
    }

    private static Plan withoutLastStep(Plan plan, int operator) {
        List<Step> steps = new ArrayList<>(plan.steps());
        int last = steps.size() - 1;
        while (!(steps.get(last) instanceof Step.Compute step && step.operator() == operator)) {
            last--;
        }
        steps.remove(last);
        // All buffers last, so that only what is missing can be wrong.
        List<Buffer> buffers = plan.buffers().stream()
                .map(b -> new Buffer(
                        b.id(), b.offset(), b.bytes(), b.alignment(), Buffer.BEFORE, steps.size(), b.content()))
                .toList();
        return new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                buffers,
                plan.placements(),
                steps,
                without(plan.accumulators(), last),
                without(plan.scratch(), last));
    }

    private static SortedMap<Integer, Integer> without(SortedMap<Integer, Integer> ids, int removed) {
        SortedMap<Integer, Integer> rest = new TreeMap<>(ids.headMap(removed));
        ids.tailMap(removed + 1).forEach((step, id) -> rest.put(step - 1, id));
        return rest;
    }
}
