package dev.pex.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.GraphExecutor;
import dev.pex.executor.PlanExecutor;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.placement.Limits;
import dev.pex.plan.InPlace;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.plan.PlanFormatException;
import dev.pex.schedule.LayerByLayer;
import dev.pex.schedule.Schedule;
import dev.pex.tensor.Bytes;
import dev.pex.testing.PlanDamage;
import dev.pex.testing.RandomNetworks;
import dev.pex.testing.RandomSchedules;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * Damaged plans have faults, or compute the network all the same; whatever they say, no exception comes of it. A case is
 * a function of its seed.
 */
class DamagedPlansTest {
    private static final long FIRST = Long.getLong("pex.test.seed", 0);
    private static final int NETWORKS = Integer.getInteger("pex.test.cases", 60);
    private static final int PLANS = 40;

    private static final List<BiFunction<Graph, SplittableRandom, Schedule>> SCHEDULES = List.of(
            (graph, random) -> LayerByLayer.schedule(graph),
            RandomSchedules::split,
            RandomSchedules::sliced,
            RandomSchedules::interleaved,
            RandomSchedules::streamed);

    private int read;
    private int accepted;

    @Test
    void damagedFieldsAreFaultsOrHarmless() {
        damage(PlanDamage::ofFields);
        assertThat(read).as("plans that can be read").isGreaterThan(NETWORKS * PLANS / 3);
        assertThat(accepted).as("plans without faults").isGreaterThan(NETWORKS);
    }

    @Test
    void damagedBytesAreFaultsOrHarmless() {
        damage(PlanDamage::ofBytes);
        assertThat(read).as("plans that can be read").isGreaterThan(NETWORKS * PLANS / 10);
        assertThat(accepted).as("plans without faults").isGreaterThan(NETWORKS);
    }

    private void damage(BiFunction<Plan, SplittableRandom, Bytes> damage) {
        for (long seed = FIRST; seed < FIRST + NETWORKS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Graph graph = RandomNetworks.next(seed);
            Schedule schedule = SCHEDULES.get((int) (seed % SCHEDULES.size())).apply(graph, random);
            Target target = seed % 2 == 0 ? Target.GENERIC : Target.CORTEX_M4;
            Plan plan = MemoryPlanner.plan(graph, schedule, target, Limits.quick());
            for (int i = 0; i < PLANS; i++) {
                check("seed " + seed + ", plan " + i, graph, damage.apply(plan, random), seed);
            }
        }
    }

    private void check(String about, Graph graph, Bytes file, long seed) {
        Optional<Plan> plan = plan(file);
        if (plan.isEmpty()) {
            return;
        }
        read++;
        try {
            if (Verifier.faults(graph, plan.get()).isEmpty()) {
                accepted++;
                requireSameOutputs(graph, plan.get(), seed);
                Plan done = InPlace.withoutMoves(graph, plan.get());
                if (Verifier.faultsWhenExecuted(graph, done).isEmpty()) {
                    requireSameOutputs(graph, done, seed);
                }
            } else {
                Verifier.faultsWhenExecuted(graph, plan.get());
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(about + "\n" + RandomNetworks.text(graph) + PlanCodec.toMessage(plan.get()), e);
        }
    }

    private static Optional<Plan> plan(Bytes file) {
        try {
            return Optional.of(PlanCodec.fromBytes(file));
        } catch (PlanFormatException refused) {
            return Optional.empty();
        }
    }

    private static void requireSameOutputs(Graph graph, Plan plan, long seed) {
        List<byte[]> inputs = RandomNetworks.randomInputs(graph, seed);
        List<byte[]> expected = GraphExecutor.run(graph, inputs);
        for (byte poison : new byte[] {0x55, -0x56}) {
            List<byte[]> outputs = PlanExecutor.run(graph, plan, inputs, poison);
            for (int i = 0; i < outputs.size(); i++) {
                assertThat(outputs.get(i)).as("output " + i).isEqualTo(expected.get(i));
            }
        }
    }
}
