package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Pad;
import dev.pex.operator.Window;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;
import dev.pex.testing.Graphs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FoldPadIntoWindowTest {
    private static final Border ROWS_AND_COLUMNS = new Border(1, 1, 0);
    private static final Border NOTHING = new Border(0, 0, 0);
    private static final Window VALID = Window.valid(8, 3, 2, 1);

    private final GraphRule rule = new FoldPadIntoWindow();
    private final Graphs g = new Graphs();

    @Test
    void paddingFoldsIntoAllConvolutionsThatReadIt() {
        int input = g.tensor(6, 6, 2);
        int padded = g.pad(input);
        int one = g.depthwise(padded, VALID, VALID);
        int two = conv(padded);

        Graph after = rule.apply(g.graph(List.of(input), List.of(one, two))).orElseThrow();

        Window folded = new Window(6, 3, 3, 2, 1, 1);
        assertThat(after.operators()).hasSize(2);
        DepthwiseConv2d depthwise = (DepthwiseConv2d) after.operators().get(0);
        Conv2d conv = (Conv2d) after.operators().get(1);
        assertThat(List.of(depthwise.rows(), depthwise.columns(), conv.rows(), conv.columns()))
                .containsOnly(folded);
        assertThat(List.of(depthwise.input(), conv.input())).containsOnly(input);
    }

    @Test
    void onlyTheZeroPointFolds() {
        for (int value = -128; value < 128; value++) {
            Graphs graphs = new Graphs();
            int input = graphs.tensor(6, 6, 2, new Quantization(0.5f, -5));
            int padded = graphs.pad(input, Optional.of(Bytes.copyOf(new byte[] {(byte) value})));
            int out = graphs.depthwise(padded, 3);

            Optional<Graph> after = rule.apply(graphs.graph(List.of(input), List.of(out)));

            assertThat(after.isPresent()).isEqualTo(value == -5);
        }
    }

    @Test
    void channelsBeforeStay() {
        assertChannelsStay(new Border(0, 0, 1), NOTHING);
    }

    @Test
    void channelsAfterStay() {
        assertChannelsStay(NOTHING, new Border(0, 0, 1));
    }

    private void assertChannelsStay(Border before, Border after) {
        int input = g.tensor(6, 6, 2);
        int padded = g.tensor(6, 6, 3);
        g.operator("PAD", padded, origin -> new Pad(origin, input, padded, before, after));
        int out = g.depthwise(padded, 3);

        assertThat(rule.apply(g.graph(List.of(input), List.of(out)))).isEmpty();
    }

    @Test
    void anotherQuantisationStays() {
        int input = g.tensor(6, 6, 2);
        int padded = g.tensor(8, 8, 2, new Quantization(0.25f, 3));
        g.operator("PAD", padded, origin -> new Pad(origin, input, padded, ROWS_AND_COLUMNS, ROWS_AND_COLUMNS));
        int out = g.depthwise(padded, 3);

        assertThat(rule.apply(g.graph(List.of(input), List.of(out)))).isEmpty();
    }

    @Test
    void anOutputStays() {
        int input = g.tensor(6, 6, 2);
        int padded = g.pad(input);
        int out = g.depthwise(padded, 3);

        assertThat(rule.apply(g.graph(List.of(input), List.of(padded, out)))).isEmpty();
    }

    @Test
    void paddingThatPoolingReadsStays() {
        int input = g.tensor(6, 6, 2);
        int padded = g.pad(input);
        int one = g.depthwise(padded, 3);
        int two = g.tensor(3, 3, 2);
        g.operator(
                "AVERAGE_POOL_2D",
                two,
                origin -> new AveragePool2d(origin, padded, two, VALID, VALID, Activation.NONE));

        assertThat(rule.apply(g.graph(List.of(input), List.of(one, two)))).isEmpty();
    }

    private int conv(int input) {
        int out = g.tensor(3, 3, 1);
        Filter filter = new Filter(Bytes.copyOf(new byte[3 * 3 * 2]), Floats.copyOf(0.01f), 0);
        return g.operator(
                "CONV_2D",
                out,
                origin -> new Conv2d(origin, input, out, VALID, VALID, filter, Ints.copyOf(0), Activation.NONE));
    }
}
