package dev.pex.codesign.vary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.codesign.Networks;
import dev.pex.codesign.Shapes;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Weighted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks in other forms. */
class VariationTest {
    /** A stem, four times a depthwise and a pointwise convolution, and a pool over the whole map. */
    private static FloatNetwork separable(boolean flat) {
        Network net = Network.named("separable").randomWeights(1);
        Node x = net.input("image", Shape.of(1, 16, 12, 1));
        x = x.conv2d("stem", Conv2d.filters(8).kernel(3, 3).stride(2, 2).same().activation(Activation.RELU));
        for (int i = 0; i < 4; i++) {
            x = x.depthwiseConv2d(
                    "depthwise" + i, DepthwiseConv2d.kernel(3, 3).same().activation(Activation.RELU));
            x = x.conv2d("pointwise" + i, Conv2d.filters(8).kernel(1, 1).activation(Activation.RELU));
        }
        x = flat
                ? x.flatten("flat")
                : x.averagePool2d("pool", AveragePool2d.kernel(8, 6)).flatten("flat");
        net.output(x.fullyConnected("scores", FullyConnected.units(3)).softmax("shares"));
        return net.real();
    }

    private static List<String> layers(FloatNetwork network) {
        Graph graph = network.graph();
        return graph.operators().stream()
                .filter(Weighted.class::isInstance)
                .map(operator -> operator.origin().name() + " "
                        + graph.outputOf(operator).extent())
                .toList();
    }

    @Test
    void nothingChangesWhatIsNotVaried() {
        FloatNetwork network = separable(false);
        assertThat(Variation.NONE.of(network)).isSameAs(network);
        assertThat(new Variation(1, 16, 12, 1).of(network)).isSameAs(network);
    }

    @Test
    void everyGroupOfChannelsGetsItsShare() {
        assertThat(layers(new Variation(0.5, 0, 0, 1).of(separable(false))))
                .first()
                .isEqualTo("stem 8x6x4");
        assertThat(layers(new Variation(0.01, 0, 0, 1).of(separable(false))))
                .first()
                .isEqualTo("stem 8x6x1");
        assertThat(layers(new Variation(0.5, 0, 0, 1).of(separable(false))))
                .last()
                .isEqualTo("scores 1x1x3");
    }

    @Test
    void shapesFollowFromTheResolution() {
        FloatNetwork small = new Variation(1, 8, 20, 1).of(separable(false));
        assertThat(layers(small)).startsWith("stem 4x10x8").endsWith("scores 1x1x3");
        // A layer that reads a flat map has weights for each of its elements.
        FloatNetwork flat = new Variation(0.5, 8, 20, 1).of(separable(true));
        assertThat(flat.weights().values().stream()
                        .mapToInt(weights -> weights.filter().size())
                        .max())
                .hasValue(4 * 10 * 4 * 3);
        assertThat(layers(new Variation(1, 8, 8, 1).of(Networks.residual())))
                .startsWith("stem 8x8x16")
                .endsWith("scores 1x1x4");
        assertThat(new Variation(1, 16, 16, 1).of(Networks.everything()).graph().operators())
                .hasSameSizeAs(Networks.everything().graph().operators());
    }

    @Test
    void depthIsAShareOfRepeatedBlocks() {
        assertThat(layers(new Variation(1, 0, 0, 0.5).of(separable(false)))).hasSize(1 + 2 * 2 + 1);
        assertThat(layers(new Variation(1, 0, 0, 0.3).of(separable(false)))).hasSize(1 + 2 * 2 + 1);
        assertThat(layers(new Variation(1, 0, 0, 0.25).of(separable(false)))).hasSize(1 + 2 + 1);
        assertThat(layers(new Variation(1, 0, 0, 0).of(separable(false))))
                .containsExactly("stem 8x6x8", "scores 1x1x3");
        assertThat(layers(new Variation(1, 0, 0, 0.1).of(Networks.residual()))).hasSize(5);
        assertThat(layers(new Variation(1, 0, 0, 0).of(Networks.residual())))
                .containsExactly(
                        "stem " + Shapes.SIDE + "x" + Shapes.SIDE + "x16",
                        "down " + Shapes.SIDE / 2 + "x" + Shapes.SIDE / 2 + "x32",
                        "scores 1x1x4");
    }

    @Test
    void whatCannotBeVariedIsSaid() {
        Network net = Network.named("plain").randomWeights(1);
        Node x = net.input("image", Shape.of(1, 8, 8, 1));
        x = x.conv2d("stem", Conv2d.filters(4).kernel(5, 5));
        net.output(x.flatten("flat").fullyConnected("scores", FullyConnected.units(3)));
        FloatNetwork network = net.real();
        assertRefused(new Variation(1, 0, 0, 0.5), network, "no block of layers");
        assertRefused(new Variation(1, 4, 4, 1), network, "stem");
        Network shaped = Network.named("shaped").randomWeights(1);
        Node map = shaped.input("image", Shape.of(1, 8, 8, 1)).reshape("wide", Shape.of(1, 4, 16, 1));
        shaped.output(map.flatten("flat").fullyConnected("scores", FullyConnected.units(3)));
        assertRefused(new Variation(1, 4, 4, 1), shaped.real(), "wide");
    }

    private static void assertRefused(Variation variation, FloatNetwork network, String words) {
        assertThatThrownBy(() -> variation.of(network))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0710")
                .hasMessageContaining(words);
    }
}
