package dev.pex.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.alias.AliasSets;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.dsl.Weights;
import dev.pex.graph.Graph;
import dev.pex.schedule.SegmentSimulator.RowStep;
import dev.pex.tensor.Axis;
import org.junit.jupiter.api.Test;

class SegmentSimulatorTest {
    private static final int ROW = 8;
    private static final Quantized PLAIN = Quantized.int8(1, 0);

    /** The pool is the only reader of odd rows, as the convolution beside a strided shortcut is. */
    private static Graph shortcut() {
        Network network = Network.named("shortcut");
        Node in = network.input("in", Shape.of(1, 7, 1, ROW), PLAIN);
        Node pooled = in.maxPool2d("pooled", MaxPool2d.kernel(3, 1).stride(2, 1));
        Node skipped = in.slice("skipped", Slice.all().range(Axis.ROWS, 0, 5).every(2, Axis.ROWS));
        return network.output(pooled.maximum("out", skipped)).build();
    }

    @Test
    void aRowMayBeReadForTheLastTimeBeforeEarlierOnes() {
        Graph graph = shortcut();
        RowNetwork rows = RowNetwork.of(graph, AliasSets.of(graph), SegmentScheduler.fileOrder(graph), true);
        SegmentSimulator simulator = new SegmentSimulator(rows, false);
        long peak = simulator.peak(0, rows.stages.size() - 1, TileSize.FINEST, Long.MAX_VALUE);
        // Row 2 of the pool: its three rows, two rows of the output, and itself.
        assertThat(peak).isEqualTo(6 * ROW);
    }

    @Test
    void rowsThatNobodyReadsAreLiveBeforeTheFirstStepOnly() {
        Network network = Network.named("cut");
        Node in = network.input("in", Shape.of(1, 7, 1, ROW), PLAIN);
        Graph graph = network.output(in.slice("out", Slice.all().range(Axis.ROWS, 2, 4)))
                .build();
        RowNetwork rows = RowNetwork.of(graph, AliasSets.of(graph), SegmentScheduler.fileOrder(graph), false);
        assertThat(rows.residentBytes()).isEqualTo(7 * ROW);
        assertThat(rows.liveBefore(0)).isEqualTo(2 * ROW);
        assertThat(new SegmentSimulator(rows, false).peak(0, 0, TileSize.WHOLE, Long.MAX_VALUE))
                .isEqualTo(7 * ROW);
    }

    /** The layer could take in the rows of the pool one by one, or be made in slices for what follows. */
    @Test
    void whatTakesRowsInIsNotMadeInSlicesAsWell() {
        Network network = Network.named("head");
        Node in = network.input("in", Shape.of(1, 2, 1, ROW), PLAIN);
        Node flat = in.maxPool2d("pooled", MaxPool2d.kernel(1, 1)).reshape("flat", Shape.of(1, 2 * ROW));
        FullyConnected options = FullyConnected.units(ROW).weights(Weights.of(new byte[2 * ROW * ROW], 1));
        Node head = flat.fullyConnected("head", options, PLAIN);
        Graph graph = network.output(head.relu("out", PLAIN)).build();
        RowNetwork rows = RowNetwork.of(graph, AliasSets.of(graph), SegmentScheduler.fileOrder(graph), false);
        SegmentSimulator simulator = new SegmentSimulator(rows, false);
        simulator.peak(0, 2, TileSize.slicedRows(2), Long.MAX_VALUE);
        assertThat(rows.fusible(1)).isTrue();
        assertThat(simulator.steps())
                .filteredOn(step -> step.stage() == 1)
                .extracting(RowStep::kind)
                .containsExactly(RowStep.Kind.TAKE_ROWS, RowStep.Kind.TAKE_ROWS);
    }

    /** Rows and columns are exchanged, so that one row of the reader is two rows for those that read its alias. */
    @Test
    void aReaderOfSlicesMakesAllRowsOfItsAlias() {
        Network network = Network.named("exchanged");
        Node in = network.input("in", Shape.of(1, 2, 1, ROW), PLAIN);
        Conv2d pointwise = Conv2d.filters(ROW).kernel(1, 1).weights(Weights.of(new byte[ROW * ROW], 1));
        Node wide = in.conv2d("made", pointwise, PLAIN).transpose("wide", Axis.COLUMNS, Axis.ROWS, Axis.CHANNELS);
        Node out = wide.reshape("high", Shape.of(1, 2, 1, ROW)).conv2d("out", pointwise, PLAIN);
        Graph graph = network.output(out).build();
        RowNetwork rows = RowNetwork.of(graph, AliasSets.of(graph), SegmentScheduler.fileOrder(graph), false);
        SegmentSimulator simulator = new SegmentSimulator(rows, false);
        simulator.peak(0, 2, TileSize.slicedRows(2), Long.MAX_VALUE);
        assertThat(rows.fusible(0)).isTrue();
        assertThat(simulator.steps()).extracting(RowStep::stage).containsExactly(0, 1, 0, 1, 2, 2);
    }
}
