package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.GraphExecutor;
import dev.pex.graph.Graph;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Operator;
import dev.pex.operator.Reshape;
import dev.pex.operator.Window;
import dev.pex.tensor.Extent;
import dev.pex.testing.Graphs;
import dev.pex.testing.RandomNetworks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransposeOneRowTest {
    private final Graphs g = new Graphs();
    private final TransposeOneRow rule = new TransposeOneRow();

    @Test
    void aNetworkOfOneRowGetsRows() {
        int input = g.tensor(1, 20, 2);
        int a = g.depthwise(input, Window.valid(1, 1, 1, 1), new Window(20, 9, 5, 2, 1, 1));
        int b = g.add(a, a);
        int out = g.mean(b);

        Graph graph = apply(List.of(input), List.of(out));

        assertThat(extents(graph))
                .containsExactly(new Extent(20, 1, 2), new Extent(9, 1, 2), new Extent(9, 1, 2), new Extent(1, 1, 2));
        DepthwiseConv2d conv = (DepthwiseConv2d) graph.operators().get(0);
        assertThat(conv.rows()).isEqualTo(new Window(20, 9, 5, 2, 1, 1));
        assertThat(conv.columns()).isEqualTo(Window.valid(1, 1, 1, 1));
        assertThat(graph.tensor(0).shape()).containsExactly(1, 1, 20, 2);
        assertThat(rule.apply(graph)).isEmpty();
    }

    @Test
    void tapsThatLieInTheBorderOnlyAreExchangedAsWell() {
        int input = g.tensor(1, 20, 2);
        int out = g.depthwise(input, 3);

        Graph graph = apply(List.of(input), List.of(out));

        assertThat(graph.tensor(out).extent()).isEqualTo(new Extent(20, 1, 2));
    }

    @Test
    void reshapesBetweenTheFormsOfATimeAxisVanish() {
        int input = g.tensor(20, 1, 2);
        int expanded = g.reshape(input, 1, 20, 2);
        int a = g.depthwise(expanded, Window.valid(1, 1, 1, 1), Window.valid(20, 3, 1, 1));
        int squeezed = g.reshape(a, 18, 1, 2);
        int out = g.add(squeezed, squeezed);

        Graph network = Transforms.apply(g.graph(List.of(input), List.of(out)));
        Graph graph = Transforms.transposed(network).orElseThrow().graph();

        assertThat(graph.operators()).hasSize(2).noneMatch(Reshape.class::isInstance);
        assertThat(extents(graph)).allMatch(e -> e.columns() == 1);
    }

    @Test
    void behindAnImageOnlyTheTailIsTransposed() {
        int input = g.tensor(8, 20, 2);
        int front = g.depthwise(input, Window.valid(8, 8, 1, 1), Window.same(20, 3, 1, 1));
        int tail = g.depthwise(front, Window.valid(1, 1, 1, 1), Window.same(20, 3, 1, 1));
        int out = g.add(tail, tail);

        Graph graph = apply(List.of(input), List.of(out));

        assertThat(graph.operators()).hasSize(4);
        assertThat(graph.operators().get(1)).isInstanceOf(Reshape.class);
        assertThat(extents(graph))
                .containsExactly(
                        new Extent(8, 20, 2),
                        new Extent(1, 20, 2),
                        new Extent(20, 1, 2),
                        new Extent(20, 1, 2),
                        new Extent(20, 1, 2));
    }

    @Test
    void whatAnImageReadsStaysARow() {
        int input = g.tensor(1, 20, 2);
        int row = g.add(input, input);
        int padded = g.pad(row);
        int both = g.add(row, row);

        Graph graph = apply(List.of(input), List.of(padded, both));

        assertThat(graph.operators()).hasSize(4);
        Operator pad = graph.producer(padded).orElseThrow();
        assertThat(graph.tensor(pad.inputs().get(0)).extent()).isEqualTo(new Extent(1, 20, 2));
        assertThat(graph.producer(pad.inputs().get(0)).orElseThrow()).isInstanceOf(Reshape.class);
        assertThat(graph.tensor(both).extent()).isEqualTo(new Extent(20, 1, 2));
    }

    @Test
    void nothingHappensToImagesAndSinglePixels() {
        int input = g.tensor(2, 20, 2);
        int a = g.depthwise(input, Window.valid(2, 2, 1, 1), Window.valid(20, 20, 1, 1));
        int out = g.add(a, a);

        assertThat(rule.apply(g.graph(List.of(input), List.of(out)))).isEmpty();
    }

    @Test
    void nothingHappensToOneRowThatIsOnlyMadeAndReadByImages() {
        int input = g.tensor(2, 20, 2);
        int row = g.depthwise(input, Window.valid(2, 2, 1, 1), Window.same(20, 3, 1, 1));
        int padded = g.pad(row);

        assertThat(rule.apply(g.graph(List.of(input), List.of(padded)))).isEmpty();
    }

    @Test
    void nothingHappensToMoreRowsThanCanBePlanned() {
        assertThat(rule.apply(sum(TransposeOneRow.MOST_ROWS / 2))).isPresent();
        assertThat(rule.apply(sum(TransposeOneRow.MOST_ROWS / 2 + 1))).isEmpty();
        assertThat(rule.apply(sum(16_000))).isEmpty();
    }

    private static Graph sum(int columns) {
        Graphs graphs = new Graphs();
        int input = graphs.tensor(1, columns, 1);
        int out = graphs.add(input, input);
        return graphs.graph(List.of(input), List.of(out));
    }

    @Test
    void randomNetworksStayEqualToTheBit() {
        int fired = 0;
        for (int seed = 0; seed < 3000; seed++) {
            Graph network = RandomNetworks.next(seed);
            Optional<Graph> transposed = rule.apply(network);
            if (transposed.isPresent()) {
                fired++;
                List<byte[]> inputs = RandomNetworks.randomInputs(network, seed);
                List<byte[]> expected = GraphExecutor.run(network, inputs);
                List<byte[]> actual = GraphExecutor.run(transposed.get(), inputs);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(actual.get(i)).as("seed %d", seed).isEqualTo(expected.get(i));
                }
                assertThat(rule.apply(transposed.get())).as("seed %d", seed).isEmpty();
            }
        }
        assertThat(fired).isGreaterThan(300);
    }

    private Graph apply(List<Integer> inputs, List<Integer> outputs) {
        Graph network = g.graph(inputs, outputs);
        Graph graph = rule.apply(network).orElseThrow();
        List<byte[]> values = RandomNetworks.randomInputs(network, 7);
        List<byte[]> expected = GraphExecutor.run(network, values);
        List<byte[]> actual = GraphExecutor.run(graph, values);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).isEqualTo(expected.get(i));
        }
        return graph;
    }

    private static List<Extent> extents(Graph graph) {
        return graph.tensors().stream().map(t -> t.extent()).toList();
    }
}
