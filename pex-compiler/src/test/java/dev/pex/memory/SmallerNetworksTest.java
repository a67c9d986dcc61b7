package dev.pex.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Weights;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.planning.PlanSearch;
import dev.pex.schedule.PartialExecution;
import org.junit.jupiter.api.Test;

class SmallerNetworksTest {
    private static final Quantized VALUES = Quantized.int8(0.05f, 0);

    @Test
    void wholeMapsShrinkWithRowsAndColumns() {
        // 16 x 16: 2 channels in, 8 and 8 in between, 2 out; the peak is what lies between the two inner ones.
        Graph graph = network(16, 16, 8);
        Plan plan = plan(graph, InputMode.RESIDENT, PartialExecution.NONE);
        assertThat(plan.arenaBytes()).isEqualTo(16 * 16 * 16);

        SmallerNetworks smaller = SmallerNetworks.of(graph, plan);
        assertThat(smaller.withResolution(0.5, 0.5)).hasValue(8 * 8 * 16);
        assertThat(smaller.withResolution(0.75, 0.75)).hasValue(12 * 12 * 16);
        assertThat(smaller.withChannels(0.75)).hasValue(16 * 16 * 12);
    }

    @Test
    void whatInputsAndOutputsSetKeepsItsChannels() {
        // Of the 2 channels of the input and the 8 of the layer between, only the 8 become less.
        Graph graph = network(16, 16, 8, 1);
        Plan plan = plan(graph, InputMode.RESIDENT, PartialExecution.NONE);
        assertThat(plan.arenaBytes()).isEqualTo(16 * 16 * (2 + 8));

        assertThat(SmallerNetworks.of(graph, plan).withChannels(0.5)).hasValue(16 * 16 * (2 + 4));
    }

    @Test
    void rollingRowsBecomeShorterNotFewer() {
        Graph graph = network(32, 32, 16);
        Plan plan = plan(graph, InputMode.STREAMED, PartialExecution.ALL);
        Plan real = plan(network(16, 16, 16), InputMode.STREAMED, PartialExecution.ALL);
        Plan narrow = plan(network(32, 32, 8), InputMode.STREAMED, PartialExecution.ALL);

        SmallerNetworks smaller = SmallerNetworks.of(graph, plan);
        assertThat(smaller.withResolution(0.5, 0.5).orElseThrow())
                .isGreaterThan(plan.arenaBytes() / 4)
                .isBetween(real.arenaBytes() * 9L / 10, real.arenaBytes() * 12L / 10);
        assertThat(smaller.withChannels(0.5).orElseThrow())
                .isBetween(narrow.arenaBytes() * 9L / 10, narrow.arenaBytes() * 12L / 10);
    }

    @Test
    void aNetworkWithoutMapsHasNoResolution() {
        Graph graph = network(1, 1, 8);
        Plan plan = plan(graph, InputMode.RESIDENT, PartialExecution.NONE);

        assertThat(SmallerNetworks.of(graph, plan).withResolution(0.5, 0.5)).isEmpty();
    }

    private static Plan plan(Graph graph, InputMode input, PartialExecution allowed) {
        return PlanSearch.of(graph, Target.GENERIC).smallest(input, allowed).plan();
    }

    /** Two layers between an input and an output of two channels. */
    private static Graph network(int rows, int columns, int channels) {
        return network(rows, columns, channels, 2);
    }

    private static Graph network(int rows, int columns, int channels, int layers) {
        Network net = Network.named("small");
        Node x = net.input("image", Shape.of(1, rows, columns, 2), VALUES);
        for (int i = 0; i < layers; i++) {
            x = layer(x, "inner" + i, channels);
        }
        return net.output(layer(x, "last", 2)).build();
    }

    private static Node layer(Node x, String name, int channels) {
        int in = x.shape().extent().channels();
        Weights weights = Weights.of(new byte[3 * 3 * in * channels], 0.01f);
        return x.conv2d(name, Conv2d.filters(channels).kernel(3, 3).same().weights(weights), VALUES);
    }
}
