package dev.pex.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.placement.Limits;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.schedule.LayerByLayer;
import dev.pex.schedule.Schedule;
import dev.pex.verify.Verifier;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class RandomSchedulesTest {
    private static final int NETWORKS = 500;

    @Test
    void layerByLayerIsVerified() {
        verify((graph, random) -> LayerByLayer.schedule(graph));
    }

    @Test
    void splitIsVerified() {
        verify(RandomSchedules::split);
    }

    @Test
    void slicedIsVerifiedAndHasCellsOfItsOwn() {
        assertThat(verify(RandomSchedules::sliced).sliced()).isGreaterThan(NETWORKS / 4);
    }

    @Test
    void interleavedIsVerifiedAndRolls() {
        assertThat(verify(RandomSchedules::interleaved).rolling()).isGreaterThan(NETWORKS / 4);
    }

    @Test
    void streamedIsVerifiedAndRolls() {
        assertThat(verify(RandomSchedules::streamed).rolling()).isGreaterThan(NETWORKS / 2);
    }

    @Test
    void aSeedStandsForOneSchedule() {
        for (long seed = 0; seed < 50; seed++) {
            Graph graph = RandomNetworks.next(seed);
            assertThat(RandomSchedules.split(graph, new SplittableRandom(seed)))
                    .isEqualTo(RandomSchedules.split(graph, new SplittableRandom(seed)));
            assertThat(RandomSchedules.streamed(graph, new SplittableRandom(seed)))
                    .isEqualTo(RandomSchedules.streamed(graph, new SplittableRandom(seed)));
        }
    }

    /** Tensors whose rows take turns in fewer places than there are rows, and tensors in slices. */
    private record Kinds(int rolling, int sliced) {}

    private static Kinds verify(BiFunction<Graph, SplittableRandom, Schedule> scheduler) {
        int rolling = 0;
        int sliced = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            Schedule schedule = scheduler.apply(graph, new SplittableRandom(seed));
            Plan plan = MemoryPlanner.plan(graph, schedule, Target.GENERIC, Limits.quick());
            assertThat(Verifier.faults(graph, plan))
                    .as("seed %s\n%s%s", seed, RandomNetworks.text(graph), schedule.toText(graph))
                    .isEmpty();
            for (Placement placement : plan.placements().values()) {
                long places = placement.offsets().stream().distinct().count();
                rolling += places < placement.offsets().size() ? 1 : 0;
                sliced += placement.slices() > 1 ? 1 : 0;
            }
        }
        return new Kinds(rolling, sliced);
    }
}
