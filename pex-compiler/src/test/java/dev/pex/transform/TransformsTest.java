package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Pad;
import dev.pex.operator.Reshape;
import dev.pex.operator.Window;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Quantization;
import dev.pex.testing.Graphs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransformsTest {
    private final Graphs g = new Graphs();

    @Test
    void paddingFoldsIntoAConvolution() {
        int input = g.tensor(6, 6, 2);
        int padded = g.pad(input);
        int out = g.depthwise(padded, Window.valid(8, 3, 2, 1), Window.valid(8, 3, 2, 1));

        Graph folded = Transforms.apply(g.graph(List.of(input), List.of(out)));

        assertThat(folded.operators()).hasSize(1);
        assertThat(((DepthwiseConv2d) folded.operators().get(0)).rows()).isEqualTo(new Window(6, 3, 3, 2, 1, 1));
        assertThat(folded.tensors()).hasSize(2);
    }

    @Test
    void onlyPaddingWithTheZeroPointFolds() {
        for (int value = -128; value < 128; value++) {
            Graphs graphs = new Graphs();
            int input = graphs.tensor(6, 6, 2, new Quantization(0.5f, -5));
            int padded = graphs.pad(input, Optional.of(Bytes.copyOf(new byte[] {(byte) value})));
            int out = graphs.depthwise(padded, 3);

            Graph graph = Transforms.apply(graphs.graph(List.of(input), List.of(out)));

            assertThat(graph.operators()).hasSize(value == -5 ? 1 : 2);
        }
    }

    @Test
    void paddingThatSomebodyElseReadsStays() {
        int input = g.tensor(6, 6, 2);
        int padded = g.pad(input);
        int out = g.depthwise(padded, 3);

        Graph kept = Transforms.apply(g.graph(List.of(input), List.of(padded, out)));

        assertThat(kept.operators().get(0)).isInstanceOf(Pad.class);
    }

    @Test
    void reshapesMergeAndUnusedOperatorsGo() {
        int input = g.tensor(4, 4, 2);
        int flat = g.reshape(input, 1, 1, 32);
        int back = g.reshape(flat, 4, 4, 2);
        int out = g.depthwise(back, 3);
        g.depthwise(input, 3);

        Graph merged = Transforms.apply(g.graph(List.of(input), List.of(out)));

        assertThat(merged.operators()).hasSize(1);
        assertThat(merged.operators().get(0).inputs())
                .containsExactly(merged.inputs().get(0));
    }

    @Test
    void aReshapeThatIsANetworkOutputStays() {
        int input = g.tensor(4, 4, 2);
        int a = g.depthwise(input, 3);
        int out = g.reshape(a, 4, 4, 2);

        Graph kept = Transforms.apply(g.graph(List.of(input), List.of(a, out)));

        assertThat(kept.operators()).hasSize(2).last().isInstanceOf(Reshape.class);
    }
}
