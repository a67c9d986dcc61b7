package dev.pex.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.PlanExecutor;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.placement.Limits;
import dev.pex.plan.Buffer;
import dev.pex.plan.InPlace;
import dev.pex.plan.MemoryRegion;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.plan.PlanFormatException;
import dev.pex.schedule.LayerByLayer;
import dev.pex.schedule.Schedule;
import dev.pex.tensor.Bytes;
import dev.pex.testing.PlanDamage;
import dev.pex.testing.RandomNetworks;
import dev.pex.testing.RandomSchedules;
import dev.pex.testing.StatefulGraphs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * Damaged plans have faults, or compute the network all the same; no content of a plan causes an exception. A case is
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

    @Test
    void damagedPlansWithStatesAndRegionsAreFaultsOrHarmless() {
        SplittableRandom random = new SplittableRandom(FIRST);
        for (Graph graph : StatefulGraphs.all()) {
            Plan plan = MemoryPlanner.plan(graph, LayerByLayer.schedule(graph), Target.GENERIC);
            Plan apart = withSecondRegion(plan);
            assertThat(Verifier.faults(graph, apart)).isEmpty();
            for (int i = 0; i < 10 * NETWORKS; i++) {
                Plan whole = i % 2 == 0 ? plan : apart;
                check(graph.name() + " " + i, graph, PlanDamage.ofFields(whole, random), i);
                check(graph.name() + " " + i, graph, PlanDamage.ofBytes(whole, random), i);
            }
        }
        assertThat(accepted).as("plans without faults").isGreaterThan(NETWORKS);
    }

    /** A plan with all network inputs and outputs in a second region as large as the arena, where they lie as before. */
    private static Plan withSecondRegion(Plan plan) {
        SortedMap<Integer, Placement> placements = new TreeMap<>(plan.placements());
        List<Buffer> buffers = new ArrayList<>(plan.buffers());
        placements.replaceAll((tensor, p) -> tensor % 2 == 0
                ? new Placement(p.slices(), p.sliceChannels(), p.pixelStride(), p.offsets(), "second")
                : p);
        for (Buffer b : plan.buffers()) {
            buffers.add(new Buffer(
                    buffers.size(),
                    b.offset(),
                    b.bytes(),
                    b.alignment(),
                    b.firstStep(),
                    b.lastStep(),
                    b.content(),
                    "second"));
        }
        return new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                buffers,
                placements,
                plan.steps(),
                plan.accumulators(),
                plan.scratch(),
                List.of(new MemoryRegion("second", plan.arenaBytes(), plan.arenaAlignment())));
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
        List<List<byte[]>> inferences =
                StatefulGraphs.inferences(graph, 1 + graph.states().size(), seed);
        List<List<byte[]>> expected = StatefulGraphs.run(graph, inferences);
        for (byte poison : new byte[] {0x55, -0x56}) {
            List<List<byte[]>> outputs = PlanExecutor.runAll(graph, plan, inferences, poison);
            for (int i = 0; i < inferences.size(); i++) {
                for (int o = 0; o < graph.outputs().size(); o++) {
                    assertThat(outputs.get(i).get(o))
                            .as("inference " + i + ", output " + o)
                            .isEqualTo(expected.get(i).get(o));
                }
            }
        }
    }
}
