package dev.pex.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.PlanExecutor;
import dev.pex.graph.Graph;
import dev.pex.graph.State;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.plan.Buffer;
import dev.pex.plan.InputMode;
import dev.pex.plan.MemoryRegion;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.plan.PlanFormatException;
import dev.pex.plan.PlanText;
import dev.pex.planning.FoundPlan;
import dev.pex.planning.PlanSearch;
import dev.pex.schedule.LayerByLayer;
import dev.pex.schedule.PartialExecution;
import dev.pex.schedule.Schedule;
import dev.pex.testing.RandomSchedules;
import dev.pex.testing.StatefulGraphs;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** States and memory regions: what the planner makes of networks that have them, and what the verifier refuses. */
class VerifierStateTest {
    private static final int INFERENCES = 4;
    private static final int SCHEDULES = 30;

    private final Graph sum = StatefulGraphs.sum();
    private final State state = sum.states().get(0);
    private final Plan plan = plan(sum);

    private static Plan plan(Graph graph) {
        return MemoryPlanner.plan(graph, LayerByLayer.schedule(graph), Target.GENERIC);
    }

    private static void requireSameOutputs(String about, Graph graph, Plan plan) {
        assertThat(Verifier.faults(graph, plan)).as(about).isEmpty();
        List<List<byte[]>> inferences = StatefulGraphs.inferences(graph, INFERENCES, 5);
        List<List<byte[]>> expected = StatefulGraphs.run(graph, inferences);
        List<List<byte[]>> outputs = PlanExecutor.runAll(graph, plan, inferences, (byte) 0x55);
        for (int i = 0; i < INFERENCES; i++) {
            for (int o = 0; o < graph.outputs().size(); o++) {
                assertThat(outputs.get(i).get(o))
                        .as("%s, inference %s, output %s", about, i, o)
                        .isEqualTo(expected.get(i).get(o));
            }
        }
    }

    @Test
    void statesAreKeptUnderEverySchedule() {
        for (Graph graph : StatefulGraphs.all()) {
            requireSameOutputs(graph.name(), graph, plan(graph));
            for (long seed = 0; seed < SCHEDULES; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Schedule schedule = seed % 2 == 0
                        ? RandomSchedules.split(graph, random)
                        : RandomSchedules.interleaved(graph, random);
                requireSameOutputs(
                        graph.name() + " " + seed, graph, MemoryPlanner.plan(graph, schedule, Target.GENERIC));
            }
        }
    }

    @Test
    void theSearchPlansForStates() {
        for (Graph graph : StatefulGraphs.all()) {
            PlanSearch search = PlanSearch.of(graph, Target.GENERIC);
            for (InputMode mode : InputMode.values()) {
                for (PartialExecution allowed : PartialExecution.values()) {
                    String about = graph.name() + ", " + mode + ", " + allowed;
                    FoundPlan found = search.smallest(mode, allowed);
                    requireSameOutputs(about, graph, found.plan());
                    assertThat(found.lowerBound())
                            .as(about)
                            .isLessThanOrEqualTo(found.plan().arenaBytes());
                    OptionalLong budget = OptionalLong.of(2L * found.plan().arenaBytes());
                    requireSameOutputs(
                            about + ", budget",
                            graph,
                            search.within(mode, allowed, budget).plan());
                }
            }
        }
    }

    @Test
    void aStateHasABufferOfItsOwnForTheWholePlan() {
        Placement place = plan.placement(state.tensor());
        int start = place.offsets().get(0);
        int end = start + sum.tensor(state.tensor()).bytes();
        List<Buffer> there = plan.buffers().stream()
                .filter(b -> b.offset() < end && start < b.end())
                .toList();

        assertThat(there).singleElement().satisfies(b -> {
            assertThat(b.firstStep()).isEqualTo(Buffer.BEFORE);
            assertThat(b.lastStep()).isEqualTo(plan.steps().size());
            assertThat(b.content()).isEqualTo("state 't1'");
        });
        assertThat(PlanText.of(sum, plan)).endsWith("state 1 becomes tensor 2 after the last step\n");
    }

    @Test
    void theNextValueMayBeMadeInTheState() {
        // An addition reads each element before it writes the one of the same index.
        Plan inPlace = withPlacement(plan, state.next(), p -> plan.placement(state.tensor()));

        requireSameOutputs("in place", sum, inPlace);
    }

    @Test
    void rejectsANextValueThatIsMadeWhileTheStateIsRead() {
        Graph two = StatefulGraphs.twoStates();
        Plan good = plan(two);
        State last = two.states().get(0);
        Plan early = withPlacement(good, last.next(), p -> good.placement(last.tensor()));

        assertThat(kinds(two, early)).isNotEmpty();
    }

    @Test
    void rejectsAStateThatOthersOverwrite() {
        Plan grown = grown(plan);
        int input = sum.inputs().get(0);
        int place = plan.placement(state.tensor()).offsets().get(0);

        assertThat(kinds(sum, withPlacement(grown, input, p -> at(p, place)))).contains(Fault.Kind.STATE);
        int output = sum.outputs().get(0);
        assertThat(kinds(sum, withPlacement(grown, output, p -> at(p, place)))).contains(Fault.Kind.STATE);
    }

    @Test
    void rejectsAStateWhoseBufferEndsOrIsShared() {
        int place = plan.placement(state.tensor()).offsets().get(0);
        Plan ends = withBuffers(
                plan,
                b -> b.offset() == place && b.content().startsWith("state")
                        ? b.during(b.firstStep(), b.lastStep() - 1)
                        : b);
        assertThat(kinds(sum, ends)).contains(Fault.Kind.STATE);

        List<Buffer> buffers = new ArrayList<>(plan.buffers());
        buffers.add(new Buffer(buffers.size(), place, 1, 1, 0, 0, "one byte"));
        assertThat(kinds(sum, with(plan, buffers, plan.placements(), List.of())))
                .contains(Fault.Kind.STATE);
    }

    @Test
    void rejectsStatesThatShareAPlace() {
        Graph two = StatefulGraphs.twoStates();
        Plan good = plan(two);
        Plan shared = withPlacement(
                good,
                two.states().get(0).tensor(),
                p -> good.placement(two.states().get(1).tensor()));

        assertThat(kinds(two, shared)).contains(Fault.Kind.STATE);
    }

    @Test
    void rejectsAStateInPieces() {
        Plan pieces = withPlacement(grown(plan), state.tensor(), p -> {
            List<Integer> offsets = new ArrayList<>(p.offsets());
            offsets.set(1, plan.arenaBytes());
            return new Placement(1, p.sliceChannels(), p.pixelStride(), offsets);
        });

        assertThat(kinds(sum, pieces)).containsExactly(Fault.Kind.IN_PIECES);
    }

    /** The plan with the state alone in a region of its own, at its start. */
    private Plan retained() {
        int bytes = sum.tensor(state.tensor()).bytes();
        MemoryRegion region = new MemoryRegion("retained", bytes, 4);
        List<Buffer> buffers = plan.buffers().stream()
                .map(b -> b.content().startsWith("state")
                        ? new Buffer(b.id(), 0, bytes, 1, b.firstStep(), b.lastStep(), b.content(), "retained")
                        : b)
                .toList();
        SortedMap<Integer, Placement> placements = new TreeMap<>(plan.placements());
        Placement p = at(plan.placement(state.tensor()), 0);
        placements.put(
                state.tensor(), new Placement(p.slices(), p.sliceChannels(), p.pixelStride(), p.offsets(), "retained"));
        return with(plan, buffers, placements, List.of(region));
    }

    @Test
    void regionsHaveAddressesOfTheirOwn() throws PlanFormatException {
        Plan apart = retained();

        requireSameOutputs("retained", sum, apart);
        assertThat(apart.placements().values())
                .extracting(p -> p.offsets().get(0))
                .contains(0);
        assertThat(PlanCodec.fromBytes(PlanCodec.toBytes(apart))).isEqualTo(apart);
        assertThat(PlanText.of(sum, apart))
                .contains("region retained: 32 bytes, alignment 4\n")
                .contains("state 't1', in retained\n");
    }

    @Test
    void rejectsWhatMixesRegions() {
        Plan apart = retained();
        Plan unknown = with(apart, apart.buffers(), apart.placements(), List.of());
        assertThat(kinds(sum, unknown)).contains(Fault.Kind.OUT_OF_BOUNDS);
        Plan twice = with(
                apart,
                apart.buffers(),
                apart.placements(),
                List.of(apart.regions().get(0), apart.regions().get(0)));
        assertThat(kinds(sum, twice)).contains(Fault.Kind.OUT_OF_BOUNDS);
        Plan misaligned =
                with(apart, apart.buffers(), apart.placements(), List.of(new MemoryRegion("retained", 32, 0)));
        assertThat(kinds(sum, misaligned)).contains(Fault.Kind.MISALIGNED);
        // A buffer of another region reserves nothing in the arena.
        Plan elsewhere = withPlacement(apart, state.tensor(), p -> plan.placement(state.tensor()));
        assertThat(kinds(sum, elsewhere)).isNotEmpty();
    }

    private static List<Fault.Kind> kinds(Graph graph, Plan plan) {
        return Verifier.faults(graph, plan).stream().map(Fault::kind).toList();
    }

    private static Placement at(Placement p, int offset) {
        int by = offset - p.offsets().get(0);
        return new Placement(
                p.slices(),
                p.sliceChannels(),
                p.pixelStride(),
                p.offsets().stream().map(o -> o + by).toList());
    }

    private static Plan withPlacement(Plan plan, int tensor, UnaryOperator<Placement> change) {
        SortedMap<Integer, Placement> placements = new TreeMap<>(plan.placements());
        placements.put(tensor, change.apply(plan.placement(tensor)));
        return with(plan, plan.buffers(), placements, plan.regions());
    }

    private static Plan withBuffers(Plan plan, UnaryOperator<Buffer> change) {
        return with(plan, plan.buffers().stream().map(change).toList(), plan.placements(), plan.regions());
    }

    /** The same plan in an arena with room to spare. */
    private static Plan grown(Plan plan) {
        return with(plan, plan.arenaBytes() + 100, plan.buffers(), plan.placements(), plan.regions());
    }

    private static Plan with(
            Plan plan, List<Buffer> buffers, SortedMap<Integer, Placement> placements, List<MemoryRegion> regions) {
        return with(plan, plan.arenaBytes(), buffers, placements, regions);
    }

    private static Plan with(
            Plan plan,
            int arenaBytes,
            List<Buffer> buffers,
            SortedMap<Integer, Placement> placements,
            List<MemoryRegion> regions) {
        return new Plan(
                plan.network(),
                plan.tuning(),
                arenaBytes,
                plan.arenaAlignment(),
                buffers,
                placements,
                plan.steps(),
                plan.accumulators(),
                plan.scratch(),
                regions);
    }
}
