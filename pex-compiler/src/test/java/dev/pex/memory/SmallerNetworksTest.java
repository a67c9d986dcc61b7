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
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SmallerNetworksTest {
    private static final Quantized VALUES = Quantized.int8(0.05f, 0);

    @Test
    void wholeMapsShrinkWithRowsAndColumns() {
        // Each of the two inner maps is made over the one before it, a few rows ahead of what is still read.
        SmallerNetworks smaller = smaller(network(16, 16, 8));
        assertAbout(smaller.withResolution(0.5, 0.5), network(8, 8, 8));
        assertAbout(smaller.withResolution(0.75, 0.75), network(12, 12, 8));
        assertAbout(smaller.withChannels(0.75), network(16, 16, 6));
    }

    @Test
    void whatInputsAndOutputsSetKeepsItsChannels() {
        // Of the 8 channels of the input and the 8 of the layer between, only the latter become less.
        Graph graph = broadInput(8);
        assertAbout(smaller(graph).withChannels(0.5), broadInput(4));
        assertThat(smaller(graph).withChannels(0.5).orElse(0)).isGreaterThan(16 * 16 * 8);
    }

    private static SmallerNetworks smaller(Graph graph) {
        return SmallerNetworks.of(graph, plan(graph, InputMode.RESIDENT, PartialExecution.NONE));
    }

    /** An estimate may be a fifth off: rows by which one map is ahead of another become fewer in it, but not in fact. */
    private static void assertAbout(OptionalLong estimate, Graph real) {
        long bytes = plan(real, InputMode.RESIDENT, PartialExecution.NONE).arenaBytes();
        assertThat(estimate.orElseThrow()).isBetween(bytes * 8 / 10, bytes * 12 / 10);
    }

    private static Graph broadInput(int channels) {
        Network net = Network.named("broad");
        Node x = net.input("image", Shape.of(1, 16, 16, 8), VALUES);
        return net.output(layer(layer(x, "inner", channels), "last", 2)).build();
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
        Network net = Network.named("small");
        Node x = net.input("image", Shape.of(1, rows, columns, 2), VALUES);
        for (int i = 0; i < 2; i++) {
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
