package dev.pex.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.operator.Intake;
import dev.pex.plan.Buffer;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.schedule.LayerByLayer;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import dev.pex.testing.Graphs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Plans that are broken on purpose, one kind of fault each. */
class VerifierTest {
    private final Graph chain = chain();
    private final Plan whole = MemoryPlanner.plan(chain, LayerByLayer.schedule(chain), Target.GENERIC);
    private final Plan rolling = MemoryPlanner.plan(chain, rowByRow(chain), Target.GENERIC);

    /** Input 8x4x2, two 3x3 depthwise convolutions in a row, the first and the last result added. */
    private static Graph chain() {
        Graphs g = new Graphs();
        int input = g.tensor(8, 4, 2);
        int first = g.depthwise(input, 3);
        int second = g.depthwise(first, 3);
        int sum = g.add(second, second);
        return g.graph(List.of(input), List.of(sum));
    }

    /** Rows of the second convolution follow those of the first as soon as their window is complete. */
    private static Schedule rowByRow(Graph graph) {
        List<Step> entries = new ArrayList<>();
        for (int row = 0; row < 9; row++) {
            if (row < 8) {
                entries.add(new Step.Compute(0, rows(graph, 0, row, row + 1)));
            }
            if (row > 0) {
                entries.add(new Step.Compute(1, rows(graph, 1, row - 1, row)));
                entries.add(new Step.Compute(2, rows(graph, 2, row - 1, row)));
            }
        }
        return new Schedule(entries);
    }

    private static Part rows(Graph graph, int operator, int start, int end) {
        Part part = Part.whole(graph.outputOf(graph.operators().get(operator)).extent());
        return new Part(new Range(start, end), part.columns(), part.channels());
    }

    @Test
    void acceptsWhatThePlannerMakes() {
        assertThat(Verifier.faults(chain, whole)).isEmpty();
        assertThat(Verifier.faults(chain, rolling)).isEmpty();
        assertThat(rolling.arenaBytes()).isLessThanOrEqualTo(whole.arenaBytes());
    }

    @Test
    void rejectsOverlap() {
        Graphs g = new Graphs();
        int input = g.tensor(4, 4, 1);
        int a = g.depthwise(input, 3);
        int b = g.depthwise(a, 3);
        Graph residual = g.graph(List.of(input), List.of(g.add(a, b)));
        Plan plan = MemoryPlanner.plan(residual, LayerByLayer.schedule(residual), Target.GENERIC);
        int first = plan.placement(a).offsets().get(0);
        Plan overlapping =
                withPlacement(plan, b, p -> moved(p, first + 15 - p.offsets().get(0)));

        assertThat(Verifier.faults(residual, grown(overlapping)))
                .extracting(Fault::kind)
                .containsAnyOf(Fault.Kind.OVERLAP, Fault.Kind.ALIASING);
    }

    @Test
    void rejectsAnOutputThatOvertakesItsOperand() {
        int input = whole.placement(0).offsets().get(0);
        Plan inPlace = withPlacement(whole, 1, p -> moved(p, input - p.offsets().get(0)));

        assertThat(kinds(grown(inPlace))).contains(Fault.Kind.ALIASING);
    }

    @Test
    void acceptsAnOutputThatStaysBehindItsOperand() {
        // A window of 3x3 reads the row above: a row and two pixels of distance are enough.
        int behind = 4 * 2 + 2 * 2;
        Plan shifted = withPlacement(withPlacement(apart(), 0, p -> at(p, 200)), 1, p -> at(p, 200 - behind));
        Plan tooClose = withPlacement(withPlacement(apart(), 0, p -> at(p, 200)), 1, p -> at(p, 200 - behind + 1));

        assertThat(kinds(shifted)).isEmpty();
        assertThat(kinds(tooClose)).contains(Fault.Kind.ALIASING);
    }

    /** The plan with whole tensors in a large arena that one buffer reserves for ever. */
    private Plan apart() {
        Plan spread = withPlacement(
                withPlacement(withPlacement(whole, 2, p -> at(p, 400)), 1, p -> at(p, 300)), 3, p -> at(p, 500));
        Buffer all = new Buffer(0, 0, 600, 1, Buffer.BEFORE, whole.steps().size(), "everything");
        return new Plan(
                spread.network(),
                spread.tuning(),
                600,
                1,
                List.of(all),
                spread.placements(),
                spread.steps(),
                spread.accumulators(),
                spread.scratch());
    }

    @Test
    void rejectsReadBeforeWrite() {
        Plan broken = withSteps(whole, steps -> List.of(steps.get(1), steps.get(0), steps.get(2)));

        assertThat(kinds(broken)).contains(Fault.Kind.READ_BEFORE_WRITE);
    }

    @Test
    void rejectsATooSmallRollingBuffer() {
        Plan broken = withPlacement(rolling, 1, p -> {
            List<Integer> offsets = new ArrayList<>(p.offsets());
            offsets.replaceAll(o -> p.offsets().get(0));
            return new Placement(1, p.sliceChannels(), p.pixelStride(), offsets);
        });

        assertThat(kinds(broken)).contains(Fault.Kind.ROLLING_BUFFER_TOO_SMALL);
    }

    @Test
    void rejectsChannelsOfSeveralSlicesInOneStep() {
        Plan broken = withPlacement(whole, 1, p -> {
            List<Integer> offsets = new ArrayList<>();
            p.offsets().forEach(o -> offsets.addAll(List.of(o, o + 4)));
            return new Placement(2, 1, 1, offsets);
        });

        assertThat(kinds(grown(broken))).contains(Fault.Kind.SPLIT_CHANNELS);
    }

    @Test
    void followsIntakes() {
        Graphs g = new Graphs();
        int input = g.tensor(4, 4, 2);
        Graph mean = g.graph(List.of(input), List.of(g.mean(input)));
        Plan slices =
                MemoryPlanner.plan(mean, new Schedule(List.of(rowOf(mean, 0, 1), rowOf(mean, 1, 4))), Target.GENERIC);

        assertThat(Verifier.faults(mean, slices)).isEmpty();
        assertThat(Verifier.faults(mean, withSteps(slices, s -> List.of(s.get(1), s.get(0)))))
                .extracting(Fault::kind)
                .contains(Fault.Kind.INTAKE);
        assertThat(Verifier.faults(mean, withSteps(slices, s -> List.of(s.get(0)))))
                .extracting(Fault::kind)
                .contains(Fault.Kind.MISSING_PART);
        assertThat(Verifier.faults(mean, withoutAccumulators(slices)))
                .extracting(Fault::kind)
                .contains(Fault.Kind.INTAKE);
    }

    private static Step rowOf(Graph graph, int start, int end) {
        Part out = Part.whole(graph.outputOf(graph.operators().get(0)).extent());
        return new Step.Compute(0, out, Optional.of(new Intake(Axis.ROWS, new Range(start, end))));
    }

    @Test
    void followsRowsThatArrive() {
        Graphs g = new Graphs();
        int input = g.tensor(8, 4, 2);
        Graph graph = g.graph(List.of(input), List.of(g.depthwise(input, 3)));
        List<Step> steps = new ArrayList<>(List.of(new Step.Receive(0, new Range(0, 1))));
        for (int row = 0; row < 8; row++) {
            if (row < 7) {
                steps.add(new Step.Receive(0, new Range(row + 1, row + 2)));
            }
            steps.add(new Step.Compute(0, rows(graph, 0, row, row + 1)));
        }
        Plan plan = MemoryPlanner.plan(graph, new Schedule(steps), Target.GENERIC);

        assertThat(Verifier.faults(graph, plan)).isEmpty();
        assertThat(plan.arenaBytes()).isLessThan(2 * 64);
        assertThat(Verifier.faults(graph, withSteps(plan, s -> s.subList(1, s.size()))))
                .extracting(Fault::kind)
                .contains(Fault.Kind.READ_BEFORE_WRITE);
        Step unknown = new Step.Receive(1, new Range(0, 1));
        assertThat(Verifier.faults(graph, withSteps(plan, s -> List.of(unknown))))
                .extracting(Fault::kind)
                .contains(Fault.Kind.BAD_STEP);
    }

    @Test
    void rejectsAMissingPart() {
        Plan noLastRow = withSteps(rolling, steps -> steps.subList(0, steps.size() - 1));

        assertThat(kinds(noLastRow)).contains(Fault.Kind.MISSING_PART);
    }

    @Test
    void rejectsADoubledPart() {
        Plan twice = withSteps(rolling, steps -> {
            List<Step> more = new ArrayList<>(steps);
            more.add(more.get(more.size() - 1));
            return more;
        });

        assertThat(kinds(twice)).contains(Fault.Kind.DOUBLED_PART);
    }

    @Test
    void rejectsBuffersOutsideTheArena() {
        Plan broken = new Plan(
                whole.network(),
                whole.tuning(),
                whole.arenaBytes() - 1,
                1,
                whole.buffers(),
                whole.placements(),
                whole.steps(),
                whole.accumulators(),
                whole.scratch());

        assertThat(kinds(broken)).contains(Fault.Kind.OUT_OF_BOUNDS);
    }

    @Test
    void rejectsMisalignedBuffers() {
        Plan broken = withBuffers(
                whole, b -> new Buffer(b.id(), b.offset() + 1, b.bytes(), 4, b.firstStep(), b.lastStep(), b.content()));

        assertThat(kinds(grown(broken))).contains(Fault.Kind.MISALIGNED);
    }

    @Test
    void rejectsUseOutsideABuffersLifetime() {
        Plan broken = withBuffers(
                whole,
                b -> b.id() == 1 ? new Buffer(b.id(), b.offset(), b.bytes(), b.alignment(), 2, 2, b.content()) : b);

        assertThat(kinds(broken)).contains(Fault.Kind.OUTSIDE_LIFETIME);
    }

    @Test
    void rejectsStepsThatDoNotExist() {
        Step wild = new Step.Compute(99, Part.whole(chain.tensor(0).extent()));
        Step wide = new Step.Compute(0, new Part(new Range(0, 9), new Range(0, 4), new Range(0, 2)));

        assertThat(kinds(withSteps(whole, s -> List.of(wild)))).contains(Fault.Kind.BAD_STEP);
        assertThat(kinds(withSteps(whole, s -> List.of(wide)))).contains(Fault.Kind.BAD_STEP);
    }

    @Test
    void rejectsScratchThatOverwritesWhatTheStepReads() {
        Plan broken = new Plan(
                whole.network(),
                whole.tuning(),
                whole.arenaBytes(),
                whole.arenaAlignment(),
                whole.buffers(),
                whole.placements(),
                whole.steps(),
                whole.accumulators(),
                new TreeMap<>(Map.of(0, 0)));

        assertThat(kinds(broken)).contains(Fault.Kind.ALIASING);
    }

    @Test
    void namesTheFaultWhenItEndsTheCompilation() {
        Plan broken = withSteps(whole, steps -> steps.subList(0, 2));

        assertThatThrownBy(() -> Verifier.verify(chain, broken))
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("MISSING_PART")
                .hasMessageContaining("ADD");
    }

    private List<Fault.Kind> kinds(Plan plan) {
        return Verifier.faults(chain, plan).stream().map(Fault::kind).toList();
    }

    private static Placement moved(Placement p, int by) {
        List<Integer> offsets = new ArrayList<>(p.offsets());
        offsets.replaceAll(o -> o + by);
        return new Placement(p.slices(), p.sliceChannels(), p.pixelStride(), offsets);
    }

    private static Placement at(Placement p, int offset) {
        return moved(p, offset - p.offsets().get(0));
    }

    private static Plan withPlacement(Plan plan, int tensor, UnaryOperator<Placement> change) {
        SortedMap<Integer, Placement> placements = new TreeMap<>(plan.placements());
        placements.put(tensor, change.apply(plan.placement(tensor)));
        return new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                plan.buffers(),
                placements,
                plan.steps(),
                plan.accumulators(),
                plan.scratch());
    }

    private static Plan withoutAccumulators(Plan plan) {
        return new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                plan.buffers(),
                plan.placements(),
                plan.steps(),
                new TreeMap<>(),
                plan.scratch());
    }

    private static Plan withSteps(Plan plan, UnaryOperator<List<Step>> change) {
        List<Step> steps = change.apply(plan.steps());
        return new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                plan.buffers(),
                plan.placements(),
                steps,
                plan.accumulators().headMap(steps.size()),
                plan.scratch());
    }

    private static Plan withBuffers(Plan plan, UnaryOperator<Buffer> change) {
        return new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                plan.buffers().stream().map(change).toList(),
                plan.placements(),
                plan.steps(),
                plan.accumulators(),
                plan.scratch());
    }

    /** The same plan in an arena with room to spare. */
    private static Plan grown(Plan plan) {
        return new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes() + 1000,
                plan.arenaAlignment(),
                plan.buffers(),
                plan.placements(),
                plan.steps(),
                plan.accumulators(),
                plan.scratch());
    }
}
