package dev.pex.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.executor.GraphExecutor;
import dev.pex.graph.ElementType;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Add;
import dev.pex.graph.Operator.Binary;
import dev.pex.graph.Operator.Softmax;
import dev.pex.graph.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomNetworksTest {
    /** Operators that the builder of networks does not offer; RandomOperators makes them. */
    private static final Set<Class<?>> ONLY_IN_FILES = Set.of(
            Operator.Logistic.class,
            Operator.Tanh.class,
            Operator.Relu.class,
            Operator.Relu6.class,
            Operator.ReluN1To1.class,
            Operator.LeakyRelu.class,
            Operator.HardSwish.class,
            Operator.Prelu.class,
            Operator.ArgMax.class,
            Operator.Cast.class,
            Operator.Gather.class,
            Operator.Concatenation.class,
            Operator.Slice.class,
            Operator.ResizeNearest.class,
            Operator.ResizeBilinear.class,
            Operator.TransposeConv2d.class);

    private static final int SEEDS = 2000;

    @Test
    void networksAreValidSmallAndOfAllKinds() {
        Set<Class<?>> kinds = new HashSet<>();
        Set<ElementType> edges = new HashSet<>();
        int largest = 0;
        int severalInputs = 0;
        int severalOutputs = 0;
        int broadcasts = 0;
        int constants = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            assertThat(graph.operators()).as("seed %s", seed).hasSizeBetween(1, 24);
            graph.operators().forEach(o -> kinds.add(o.getClass()));
            graph.inputs().forEach(t -> edges.add(graph.tensor(t).type()));
            graph.outputs().forEach(t -> edges.add(graph.tensor(t).type()));
            largest = Math.max(
                    largest,
                    graph.tensors().stream().mapToInt(Tensor::bytes).max().orElse(0));
            severalInputs += graph.inputs().size() > 1 ? 1 : 0;
            severalOutputs += graph.outputs().size() > 1 ? 1 : 0;
            broadcasts += graph.operators().stream().anyMatch(o -> broadcasts(graph, o)) ? 1 : 0;
            constants += graph.tensors().stream().anyMatch(t -> t.constant().isPresent()) ? 1 : 0;
        }
        Set<Class<?>> expected = allOperators();
        expected.removeAll(ONLY_IN_FILES);
        assertThat(kinds).isEqualTo(expected);
        assertThat(edges).containsExactlyInAnyOrder(ElementType.INT8, ElementType.UINT8, ElementType.FLOAT32);
        assertThat(largest).isLessThan(40_000);
        assertThat(severalInputs).isGreaterThan(SEEDS / 20);
        assertThat(severalOutputs).isGreaterThan(SEEDS / 20);
        assertThat(broadcasts).isGreaterThan(SEEDS / 20);
        assertThat(constants).isGreaterThan(SEEDS / 20);
    }

    @Test
    void aSeedStandsForOneNetwork() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(RandomNetworks.next(seed)).isEqualTo(RandomNetworks.next(seed));
        }
        assertThat(LongStream.range(0, 200).mapToObj(RandomNetworks::next).distinct())
                .hasSize(200);
    }

    /** Networks whose results are the same byte everywhere would hide faults. */
    @Test
    void mostResultsVary() {
        int varied = 0;
        int outputs = 0;
        for (long seed = 0; seed < 300; seed++) {
            Graph graph = RandomNetworks.next(seed);
            List<byte[]> results = GraphExecutor.run(graph, RandomNetworks.randomInputs(graph, seed));
            for (byte[] result : results) {
                if (result.length >= 8) {
                    outputs++;
                    long distinct = IntStream.range(0, result.length)
                            .map(i -> result[i])
                            .distinct()
                            .count();
                    varied += distinct >= 4 ? 1 : 0;
                }
            }
        }
        assertThat((double) varied / outputs).isGreaterThan(0.75);
    }

    @Test
    void shrinksToTheOperatorsThatMatter() {
        Predicate<Graph> fails = g -> g.operators().stream()
                .anyMatch(o ->
                        o instanceof Add && g.consumers(o.output()).stream().anyMatch(Softmax.class::isInstance));
        long seed = LongStream.range(0, 100_000)
                .filter(s -> fails.test(RandomNetworks.next(s)))
                .findFirst()
                .orElseThrow();
        Graph shrunk = RandomNetworks.shrink(seed, fails);
        assertThat(shrunk.operators()).as(RandomNetworks.text(shrunk)).hasSize(2);
        assertThat(shrunk).isEqualTo(RandomNetworks.shrink(seed, fails));
        assertThatThrownBy(() -> RandomNetworks.shrink(seed, g -> false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cutsKeepTheRestOfTheNetwork() {
        for (long seed = 0; seed < 200; seed++) {
            Graph graph = RandomNetworks.next(seed);
            int operators = graph.operators().size();
            for (int i = 0; i < operators; i++) {
                int left = GraphCuts.without(graph, i)
                        .map(g -> g.operators().size())
                        .orElse(0);
                assertThat(left).isEqualTo(operators - 1);
            }
        }
    }

    private static boolean broadcasts(Graph graph, Operator operator) {
        return operator instanceof Binary binary
                && !graph.tensor(binary.left())
                        .extent()
                        .equals(graph.tensor(binary.right()).extent());
    }

    private static Set<Class<?>> allOperators() {
        Set<Class<?>> all = new HashSet<>();
        collect(Operator.class, all);
        return all;
    }

    private static void collect(Class<?> type, Set<Class<?>> all) {
        if (type.isRecord()) {
            all.add(type);
        } else {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, all);
            }
        }
    }
}
