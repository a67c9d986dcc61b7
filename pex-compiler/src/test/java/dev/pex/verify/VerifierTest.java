package dev.pex.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.graph.Graph;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.memory.MemoryPlanner;
import dev.pex.plan.Buffer;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.plan.Step;
import dev.pex.plan.Target;
import dev.pex.schedule.LayerByLayer;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Schedule.Entry;
import dev.pex.testing.Graphs;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
        List<Entry> entries = new ArrayList<>();
        for (int row = 0; row < 9; row++) {
            if (row < 8) {
                entries.add(new Entry(0, rows(graph, 0, row, row + 1)));
            }
            if (row > 0) {
                entries.add(new Entry(1, rows(graph, 1, row - 1, row)));
                entries.add(new Entry(2, rows(graph, 2, row - 1, row)));
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
        assertThat(rolling.placement(1).rows()).as("rows of the inner tensor").isEqualTo(3);
        assertThat(rolling.placement(2).rows()).isEqualTo(1);
    }

    @Test
    void rejectsOverlap() {
        Plan broken = withBuffers(
                whole, b -> b.id() == 1 ? moved(b, whole.buffers().get(0).offset() + 8) : b);

        assertThat(kinds(broken)).contains(Fault.Kind.ALIASING);
        // The sum reads the second convolution, whose place the test gives to nobody else in time only.
        Graphs g = new Graphs();
        int input = g.tensor(4, 4, 1);
        int a = g.depthwise(input, 3);
        int b = g.depthwise(a, 3);
        Graph residual = g.graph(List.of(input), List.of(g.add(a, b)));
        Plan plan = MemoryPlanner.plan(residual, LayerByLayer.schedule(residual), Target.GENERIC);
        int bufferOfA = plan.placement(a).buffer();
        int bufferOfB = plan.placement(b).buffer();
        Plan overlapping = withBuffers(
                withSteps(plan, steps -> steps),
                x -> x.id() == bufferOfB
                        ? moved(x, plan.buffers().get(bufferOfA).offset() + 15)
                        : x);
        assertThat(Verifier.faults(residual, grown(overlapping)))
                .extracting(Fault::kind)
                .containsAnyOf(Fault.Kind.OVERLAP, Fault.Kind.ALIASING);
    }

    @Test
    void rejectsReadBeforeWrite() {
        Plan broken = withSteps(whole, steps -> List.of(steps.get(1), steps.get(0), steps.get(2)));

        assertThat(kinds(broken)).contains(Fault.Kind.READ_BEFORE_WRITE);
    }

    @Test
    void rejectsATooSmallRollingBuffer() {
        SortedMap<Integer, Placement> placements = new TreeMap<>(rolling.placements());
        Placement p = rolling.placement(1);
        placements.put(1, new Placement(p.buffer(), p.offset(), p.rowStride(), p.pixelStride(), p.rows() - 1));
        Plan broken = new Plan(
                rolling.network(),
                rolling.target(),
                rolling.arenaBytes(),
                rolling.arenaAlignment(),
                rolling.buffers(),
                placements,
                rolling.steps());

        assertThat(kinds(broken)).contains(Fault.Kind.ROLLING_BUFFER_TOO_SMALL);
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
                whole.target(),
                whole.arenaBytes() - 1,
                1,
                whole.buffers(),
                whole.placements(),
                whole.steps());

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
                b -> b.id() == 1 ? new Buffer(b.id(), b.offset(), b.bytes(), b.alignment(), 0, 0, b.content()) : b);

        assertThat(kinds(broken)).contains(Fault.Kind.OUTSIDE_LIFETIME);
    }

    @Test
    void rejectsStepsThatDoNotExist() {
        Step wild = new Step(99, Part.whole(chain.tensor(0).extent()), OptionalInt.empty());
        Step wide = new Step(0, new Part(new Range(0, 9), new Range(0, 4), new Range(0, 2)), OptionalInt.empty());

        assertThat(kinds(withSteps(whole, s -> List.of(wild)))).contains(Fault.Kind.BAD_STEP);
        assertThat(kinds(withSteps(whole, s -> List.of(wide)))).contains(Fault.Kind.BAD_STEP);
    }

    @Test
    void rejectsScratchThatOverwritesWhatTheStepReads() {
        Plan broken = withSteps(whole, steps -> {
            List<Step> changed = new ArrayList<>(steps);
            changed.set(0, new Step(0, steps.get(0).part(), OptionalInt.of(0)));
            return changed;
        });

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

    private static Buffer moved(Buffer b, int offset) {
        return new Buffer(b.id(), offset, b.bytes(), b.alignment(), b.firstStep(), b.lastStep(), b.content());
    }

    private static Plan withSteps(Plan plan, UnaryOperator<List<Step>> change) {
        return new Plan(
                plan.network(),
                plan.target(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                plan.buffers(),
                plan.placements(),
                change.apply(plan.steps()));
    }

    private static Plan withBuffers(Plan plan, UnaryOperator<Buffer> change) {
        return new Plan(
                plan.network(),
                plan.target(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                plan.buffers().stream().map(change).toList(),
                plan.placements(),
                plan.steps());
    }

    /** The same plan in an arena with room to spare. */
    private static Plan grown(Plan plan) {
        return new Plan(
                plan.network(),
                plan.target(),
                plan.arenaBytes() + 1000,
                plan.arenaAlignment(),
                plan.buffers(),
                plan.placements(),
                plan.steps());
    }
}
