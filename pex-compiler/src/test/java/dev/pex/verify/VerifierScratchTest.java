package dev.pex.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Weights;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.plan.Buffer;
import dev.pex.plan.Plan;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Scratch of a convolution for pairs of pixels, which finds it at one address. */
class VerifierScratchTest {
    private static final Quantized VALUES = Quantized.int8(0.5f, 3);

    private final Graph graph = graph();
    private final Plan plan = MemoryPlanner.plan(graph, twoRowsEach(), Target.CORTEX_M4);

    /** One 1x1 convolution of eight channels to four, over four rows of three pixels. */
    private static Graph graph() {
        Network net = Network.named("pairs");
        Node x = net.input("image", Shape.of(1, 4, 3, 8), VALUES);
        Weights weights = Weights.of(new byte[8 * 4], 0.01f);
        return net.output(x.conv2d(
                        "pointwise", Conv2d.filters(4).kernel(1, 1).same().weights(weights), VALUES))
                .build();
    }

    private static Schedule twoRowsEach() {
        List<Step> steps = new ArrayList<>();
        for (int row = 0; row < 4; row += 2) {
            steps.add(new Step.Compute(0, new Part(new Range(row, row + 2), new Range(0, 3), new Range(0, 4))));
        }
        return new Schedule(steps);
    }

    private Plan with(List<Buffer> buffers, SortedMap<Integer, Integer> scratch) {
        return new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes() + 64,
                plan.arenaAlignment(),
                buffers,
                plan.placements(),
                plan.steps(),
                plan.accumulators(),
                scratch);
    }

    private List<Fault.Kind> kinds(Plan broken) {
        return Verifier.faults(graph, broken).stream().map(Fault::kind).toList();
    }

    @Test
    void stepsShareScratchOfFourBytesForEachInputChannel() {
        assertThat(Verifier.faults(graph, plan)).isEmpty();
        assertThat(plan.scratch()).hasSize(2).containsOnlyKeys(0, 1);
        assertThat(plan.buffers().get(plan.scratch(0).orElseThrow()).bytes()).isEqualTo(4 * 8);
    }

    @Test
    void rejectsAStepWithoutScratchWhereAnotherOneHasSome() {
        SortedMap<Integer, Integer> scratch = new TreeMap<>(plan.scratch());
        scratch.remove(1);

        assertThat(kinds(with(plan.buffers(), scratch))).containsExactly(Fault.Kind.SCRATCH);
        assertThat(kinds(with(plan.buffers(), new TreeMap<>()))).isEmpty();
    }

    @Test
    void rejectsScratchThatIsElsewhereOrTooSmall() {
        Buffer known = plan.buffers().get(plan.scratch(0).orElseThrow());
        for (int bytes : new int[] {32, 28}) {
            List<Buffer> buffers = new ArrayList<>(plan.buffers());
            int offset = (plan.arenaBytes() + 3) / 4 * 4;
            buffers.add(new Buffer(buffers.size(), bytes == 32 ? offset : offset + 32, bytes, 4, 1, 1, "scratch"));
            SortedMap<Integer, Integer> scratch = new TreeMap<>(plan.scratch());
            scratch.put(1, known.id());
            assertThat(kinds(with(buffers, scratch))).isEmpty();
            scratch.put(1, buffers.size() - 1);
            assertThat(kinds(with(buffers, scratch))).containsExactly(Fault.Kind.SCRATCH);
        }
    }
}
