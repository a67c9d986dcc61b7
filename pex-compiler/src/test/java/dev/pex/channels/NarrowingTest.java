package dev.pex.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.GraphExecutor;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.testing.Goldens;
import dev.pex.testing.RandomNetworks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A network without some channels makes the outputs of the whole one in which the weights that read these channels are zero.
 * The executor computes both; it knows nothing of groups.
 */
class NarrowingTest {
    private static final long FIRST = Long.getLong("pex.test.seed", 0);
    private static final int NETWORKS = Integer.getInteger("pex.test.cases", 300);

    @Test
    void randomNetworksMakeTheSameWithoutChannelsThatNothingReads() {
        int narrowed = 0;
        for (long seed = FIRST; seed < FIRST + NETWORKS; seed++) {
            narrowed += check(RandomNetworks.next(seed), seed) ? 1 : 0;
        }
        assertThat(narrowed).as("networks with groups").isGreaterThan(NETWORKS / 4);
    }

    @ParameterizedTest
    @MethodSource("dev.pex.testing.Goldens#zooModels")
    void modelsOfTheZooToo(String model) throws IOException {
        assertThat(check(Goldens.read(Goldens.inRepository("zoo/" + model + ".tflite")), 7))
                .isTrue();
    }

    private static boolean check(Graph graph, long seed) {
        List<ChannelGroup> groups = ChannelGroups.of(graph);
        if (groups.isEmpty()) {
            return false;
        }
        Random random = new Random(seed);
        Kept kept = Kept.of(
                graph,
                groups,
                groups.stream().map(group -> some(random, group.width())).toList());
        Graph narrow = Narrowing.of(graph, kept);
        List<byte[]> inputs = RandomNetworks.randomInputs(graph, seed);

        List<byte[]> outputs = GraphExecutor.run(narrow, inputs);

        assertThat(narrow.tensors()).as("seed %d", seed).isNotEqualTo(graph.tensors());
        List<byte[]> expected = GraphExecutor.run(silenced(graph, kept), inputs);
        for (int i = 0; i < outputs.size(); i++) {
            assertThat(outputs.get(i)).as("seed %d, output %d", seed, i).isEqualTo(expected.get(i));
        }
        return true;
    }

    @Test
    void copiesThatNothingReadsChangeNoOutput() {
        int widened = 0;
        int groups = 0;
        for (long seed = FIRST; seed < FIRST + NETWORKS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            List<ChannelGroup> all = ChannelGroups.of(graph);
            groups += all.isEmpty() ? 0 : 1;
            widened += !all.isEmpty() && checkWider(graph, all, seed) ? 1 : 0;
        }
        assertThat(widened).as("of %d networks with groups", groups).isGreaterThan(groups * 9 / 10);
    }

    /** Whether the network can have copies; if so, they are checked. */
    private static boolean checkWider(Graph graph, List<ChannelGroup> groups, long seed) {
        Random random = new Random(seed);
        Kept kept = Kept.wider(
                graph,
                groups,
                groups.stream().map(group -> group.width() + random.nextInt(4)).toList());
        Graph wide;
        try {
            wide = Narrowing.of(graph, kept);
        } catch (IllegalArgumentException e) {
            return false;
        }
        List<Operator> operators = new ArrayList<>();
        for (Operator operator : wide.operators()) {
            operators.add(operator instanceof Weighted layer ? deaf(wide, layer, kept) : operator);
        }
        Graph deaf = new Graph(wide.name(), wide.tensors(), operators, wide.inputs(), wide.outputs());
        List<byte[]> inputs = RandomNetworks.randomInputs(graph, seed);

        List<byte[]> outputs = GraphExecutor.run(deaf, inputs);

        List<byte[]> expected = GraphExecutor.run(graph, inputs);
        for (int i = 0; i < outputs.size(); i++) {
            assertThat(outputs.get(i)).as("seed %d, output %d", seed, i).isEqualTo(expected.get(i));
        }
        return true;
    }

    /** The layer in which weights of channels that were there before, for copies of operand channels, are zero. */
    private static Weighted deaf(Graph wide, Weighted layer, Kept kept) {
        Ints in = kept.channels().get(layer.input());
        Ints out = kept.channels().get(layer.output());
        Filter filter = layer.filter();
        byte[] weights = filter.weights().toArray();
        for (int i = 0; i < weights.length; i++) {
            int from = layer.inputChannel(i, wide.tensor(layer.input()).extent().channels());
            int to = layer.outputChannel(i, weights.length);
            if (isCopy(in, from) && !isCopy(out, to)) {
                weights[i] = (byte) filter.zeroPoint();
            }
        }
        return layer.withWeights(new Filter(Bytes.copyOf(weights), filter.scales(), filter.zeroPoint()), layer.bias());
    }

    private static boolean isCopy(Ints channels, int place) {
        return place > 0 && channels.get(place - 1) == channels.get(place);
    }

    /** At least one of some indices, and not all. */
    private static Ints some(Random random, int width) {
        int out = random.nextInt(width);
        int in = (out + 1 + random.nextInt(width - 1)) % width;
        return Ints.copyOf(IntStream.range(0, width)
                .filter(i -> i == in || (i != out && random.nextBoolean()))
                .toArray());
    }

    /** The network in which weights that read removed channels are zero. */
    private static Graph silenced(Graph graph, Kept kept) {
        List<Operator> operators = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            operators.add(operator instanceof Weighted layer ? silenced(graph, layer, kept) : operator);
        }
        return new Graph(graph.name(), graph.tensors(), operators, graph.inputs(), graph.outputs());
    }

    private static Weighted silenced(Graph graph, Weighted layer, Kept kept) {
        Filter filter = layer.filter();
        int channels = graph.tensor(layer.input()).extent().channels();
        Ints left = kept.channels().get(layer.input());
        byte[] weights = filter.weights().toArray();
        for (int i = 0; i < weights.length; i++) {
            if (!left.contains(layer.inputChannel(i, channels))) {
                weights[i] = (byte) filter.zeroPoint();
            }
        }
        return layer.withWeights(new Filter(Bytes.copyOf(weights), filter.scales(), filter.zeroPoint()), layer.bias());
    }
}
