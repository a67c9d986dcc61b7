package dev.pex.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Weights;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ConstantBytesTest {
    private static final Quantized PLAIN = Quantized.int8(1, 0);

    /** 3x3 taps of two channels for five outputs; 5 inputs of four units with one scale for all of them. */
    private static final int CONVOLUTION = 5 * (3 * 3 * 2 + 4 + 5);

    private static final int DENSE = 4 * (5 + 4 + 5);

    @Test
    void layersHaveWeightsBiasesAndFiveBytesForEachChannel() {
        Conv2d conv = Conv2d.filters(5).kernel(3, 3).weights(weights(5 * 18, 1, 1, 1, 1, 1));
        FullyConnected dense = FullyConnected.units(4).weights(weights(4 * 5, 1));
        Graph graph = graph(in -> in.conv2d("conv", conv, PLAIN).fullyConnected("dense", dense, PLAIN));

        assertThat(ConstantBytes.of(graph)).isEqualTo(CONVOLUTION + DENSE);
        assertThat(lines(graph)).containsExactly(CONVOLUTION, DENSE - 3 * 5);
    }

    @Test
    void equalTablesAreThereOnce() {
        Graph graph = graph(in -> {
            Node left = in.logistic("left");
            Node right = in.logistic("right");
            return left.add("sum", right, PLAIN).tanh("other");
        });

        assertThat(ConstantBytes.of(graph)).isEqualTo(2 * 256);
        assertThat(lines(graph)).containsExactly(256, 256, 0, 256);
    }

    @Test
    void constantOperandsCount() {
        Network network = Network.named("net");
        Node factors = network.constant("factors", Shape.of(1, 1, 1, 2), PLAIN, (byte) 1, (byte) 2);
        Node in = network.input("in", Shape.of(1, 3, 3, 2), PLAIN);
        Graph graph = network.output(in.multiply("out", factors, Activation.NONE, PLAIN))
                .build();

        assertThat(ConstantBytes.of(graph)).isEqualTo(2);
        assertThat(lines(graph)).containsExactly(2);
    }

    private static Weights weights(int count, float... scales) {
        return Weights.of(new byte[count], scales);
    }

    private static Graph graph(UnaryOperator<Node> body) {
        Network network = Network.named("net");
        Node in = network.input("in", Shape.of(1, 3, 3, 2), PLAIN);
        return network.output(body.apply(in)).build();
    }

    private static List<Integer> lines(Graph graph) {
        return graph.operators().stream().map(o -> ConstantBytes.of(graph, o)).toList();
    }
}
