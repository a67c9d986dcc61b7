package dev.pex.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.memory.MemoryPlanner;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.plan.Target;
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
    void interleavedIsVerifiedAndRolls() {
        int rolling = verify(RandomSchedules::interleaved);
        assertThat(rolling).isGreaterThan(NETWORKS / 4);
    }

    @Test
    void aSeedStandsForOneSchedule() {
        for (long seed = 0; seed < 50; seed++) {
            Graph graph = RandomNetworks.next(seed);
            assertThat(RandomSchedules.split(graph, new SplittableRandom(seed)))
                    .isEqualTo(RandomSchedules.split(graph, new SplittableRandom(seed)));
            assertThat(RandomSchedules.interleaved(graph, new SplittableRandom(seed)))
                    .isEqualTo(RandomSchedules.interleaved(graph, new SplittableRandom(seed)));
        }
    }

    /** The number of tensors that keep fewer rows than they have. */
    private static int verify(BiFunction<Graph, SplittableRandom, Schedule> scheduler) {
        int rolling = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            Schedule schedule = scheduler.apply(graph, new SplittableRandom(seed));
            Plan plan = MemoryPlanner.plan(graph, schedule, Target.GENERIC);
            assertThat(Verifier.faults(graph, plan))
                    .as("seed %s\n%s%s", seed, RandomNetworks.text(graph), schedule.toText(graph))
                    .isEmpty();
            for (var placed : plan.placements().entrySet()) {
                Placement placement = placed.getValue();
                rolling += placement.rows()
                                < graph.tensor(placed.getKey()).extent().rows()
                        ? 1
                        : 0;
            }
        }
        return rolling;
    }
}
