package dev.pex.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.executor.GraphExecutor;
import dev.pex.executor.PlanExecutor;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.operator.Concatenation;
import dev.pex.schedule.LayerByLayer;
import dev.pex.tensor.Axis;
import dev.pex.testing.RandomNetworks;
import dev.pex.verify.Fault;
import dev.pex.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InPlaceTest {
    private static final Quantized PLAIN = Quantized.int8(1, 0);
    private static final int BYTES = 4 * 5 * 6;

    private final Network network = Network.named("net");
    private final Node in = network.input("in", Shape.of(1, 4, 5, 6), PLAIN);

    /** Another map of the input's extent. */
    private Node map(String name) {
        return in.maxPool2d(name, MaxPool2d.kernel(1, 1));
    }

    private static Plan plan(Graph graph) {
        Plan plan = MemoryPlanner.plan(graph, LayerByLayer.schedule(graph), Target.GENERIC);
        assertThat(Verifier.faults(graph, plan)).isEmpty();
        List<byte[]> inputs = RandomNetworks.randomInputs(graph, 1);
        List<byte[]> outputs = PlanExecutor.run(graph, plan, inputs, (byte) 0x55);
        List<byte[]> expected = GraphExecutor.run(graph, inputs);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(outputs.get(i)).isEqualTo(expected.get(i));
        }
        return plan;
    }

    private static int moves(Graph graph) {
        return (int) graph.operators().stream()
                .filter(o -> o instanceof Concatenation || o instanceof dev.pex.operator.Slice)
                .count();
    }

    private void assertThatNothingMoves(Node output, int mostBytes) {
        Graph graph = network.output(output).build();
        Plan plan = plan(graph);
        assertThat(InPlace.operators(graph, plan)).hasSize(moves(graph));
        assertThat(plan.arenaBytes()).isLessThanOrEqualTo(mostBytes);
    }

    private void assertThatSomethingMoves(Node output) {
        Graph graph = network.output(output).build();
        assertThat(InPlace.operators(graph, plan(graph))).isEmpty();
    }

    @Test
    void partsOfRowsAreMadeInTheirPlace() {
        assertThatNothingMoves(map("a").concatenate("out", Axis.CHANNELS, map("b")), 3 * BYTES);
    }

    @Test
    void columnsAreMadeInTheirPlace() {
        assertThatNothingMoves(map("a").concatenate("out", Axis.COLUMNS, map("b"), map("c")), 4 * BYTES);
    }

    @Test
    void rowsAreMadeInTheirPlaceAndSoIsTheInput() {
        assertThatNothingMoves(in.concatenate("out", Axis.ROWS, map("b")), 2 * BYTES);
    }

    @Test
    void concatenationsLieInConcatenations() {
        Node pair = map("a").concatenate("pair", Axis.CHANNELS, map("b"));
        assertThatNothingMoves(pair.concatenate("out", Axis.CHANNELS, map("c")), 4 * BYTES);
    }

    @Test
    void partsOfAMapAreReadWhereTheyLie() {
        List<Node> halves = map("a").split("half", Axis.CHANNELS, 3, 3);
        Node sum = halves.get(0).maximum("sum", halves.get(1));
        assertThatNothingMoves(sum, 2 * BYTES);
    }

    @Test
    void aCutFromTheMiddleIsReadWhereItLies() {
        Node cut = map("a").slice("cut", Slice.all().range(Axis.ROWS, 1, 3).range(Axis.COLUMNS, 1, 4));
        assertThatNothingMoves(cut.relu("out", PLAIN), 2 * BYTES);
    }

    @Test
    void anOperandThatIsUsedTwiceIsCopied() {
        Node map = map("a");
        assertThatSomethingMoves(map.concatenate("out", Axis.CHANNELS, map));
    }

    @Test
    void theInputHasNoGapsBetweenItsPixels() {
        assertThatSomethingMoves(in.concatenate("out", Axis.CHANNELS, map("b")));
    }

    @Test
    void everySecondElementIsCopied() {
        assertThatSomethingMoves(map("a").slice("out", Slice.all().every(2, Axis.CHANNELS)));
    }

    @Test
    void whoReadsAnOperandLaterStillFindsIt() {
        Node a = map("a");
        Node joined = a.concatenate("joined", Axis.CHANNELS, map("b"));
        Node later = a.relu("later", PLAIN);
        Graph graph = network.output(joined).output(later).build();
        assertThat(InPlace.operators(graph, plan(graph))).hasSize(1);
    }

    @Test
    void stepsWithNothingToMoveAreLeftOut() {
        Graph graph = network.output(
                        map("a").concatenate("joined", Axis.CHANNELS, map("b")).relu("out", PLAIN))
                .build();
        Plan plan = plan(graph);
        Plan rest = InPlace.withoutMoves(graph, plan);
        assertThat(plan.steps()).hasSize(4);
        assertThat(rest.steps()).hasSize(3).isSubsetOf(plan.steps());
        // Buffers that are live around a removed step are live around the remaining steps.
        LiveBytes all = LiveBytes.of(plan);
        LiveBytes left = LiveBytes.of(rest);
        assertThat(left.during(1)).isEqualTo(all.during(1));
        assertThat(left.during(2)).isEqualTo(all.during(3));
        assertThat(left.peak()).isEqualTo(all.peak());
    }

    @Test
    void anOperandBesideItsPlaceIsAFault() {
        Graph graph = network.output(map("a").concatenate("out", Axis.CHANNELS, map("b")))
                .build();
        Plan plan = plan(graph);
        int moved = graph.operators().get(0).output();
        SortedMap<Integer, Placement> placements = new TreeMap<>(plan.placements());
        Placement place = plan.placement(moved);
        List<Integer> offsets = new ArrayList<>(place.offsets());
        offsets.set(0, offsets.get(0) + 1);
        placements.put(moved, new Placement(place.slices(), place.sliceChannels(), place.pixelStride(), offsets));
        Plan broken = new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                plan.buffers(),
                placements,
                plan.steps(),
                plan.accumulators(),
                plan.scratch());
        assertThat(InPlace.operators(graph, broken)).isEmpty();
        assertThat(Verifier.faults(graph, broken))
                .extracting(Fault::kind)
                .containsAnyElementsOf(Set.of(Fault.Kind.ALIASING, Fault.Kind.OVERLAP));
    }
}
