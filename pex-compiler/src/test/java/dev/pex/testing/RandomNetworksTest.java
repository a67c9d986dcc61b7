package dev.pex.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.executor.GraphExecutor;
import dev.pex.graph.Graph;
import dev.pex.operator.Add;
import dev.pex.operator.Binary;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Operator;
import dev.pex.operator.OperatorKind;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.Softmax;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomNetworksTest {
    private static final int SEEDS = 2000;
    private static final String ADDED = "added";

    @Test
    void networksAreValidSmallAndOfAllKinds() {
        Set<OperatorKind> kinds = EnumSet.noneOf(OperatorKind.class);
        Set<ElementType> edges = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Graph graph = RandomNetworks.next(seed);
            assertThat(graph.operators()).as("seed %s", seed).hasSizeBetween(1, 64);
            for (Tensor tensor : graph.tensors()) {
                assertThat(tensor.bytes()).as("seed %s", seed).isLessThan(60_000);
            }
            graph.operators().forEach(o -> kinds.add(o.kind()));
            graph.inputs().forEach(t -> edges.add(graph.tensor(t).type()));
            graph.outputs().forEach(t -> edges.add(graph.tensor(t).type()));
        }
        assertThat(kinds).isEqualTo(allOperators());
        assertThat(edges)
                .containsExactlyInAnyOrder(ElementType.INT8, ElementType.UINT8, ElementType.INT32, ElementType.FLOAT32);
    }

    @Test
    void usualFormsAreFrequent() {
        Map<String, Predicate<Graph>> forms = Map.of(
                "several inputs", g -> g.inputs().size() > 1,
                "several outputs", g -> g.outputs().size() > 1,
                "broadcasting", g -> g.operators().stream().anyMatch(o -> broadcasts(g, o)),
                "constant operands",
                        g -> g.tensors().stream().anyMatch(t -> t.constant().isPresent()),
                "values with several readers", RandomNetworksTest::branches,
                "concatenations", g -> g.operators().stream().anyMatch(Concatenation.class::isInstance),
                "one column", g -> extents(g).allMatch(e -> e.columns() == 1),
                "one row", g -> extents(g).allMatch(e -> e.rows() == 1),
                "single pixels", g -> extents(g).anyMatch(e -> e.rows() * e.columns() == 1),
                "many operators", g -> g.operators().size() >= 20);
        List<Graph> graphs =
                LongStream.range(0, SEEDS).mapToObj(RandomNetworks::next).toList();
        forms.forEach((name, form) ->
                assertThat(graphs.stream().filter(form).count()).as(name).isGreaterThan(SEEDS / 20));
    }

    @Test
    void aSeedStandsForOneNetwork() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(RandomNetworks.next(seed)).isEqualTo(RandomNetworks.next(seed));
        }
        assertThat(LongStream.range(0, 200).mapToObj(RandomNetworks::next).distinct())
                .hasSize(200);
    }

    /** Old seeds keep their networks when there is one more layer to choose from, except where it is chosen. */
    @Test
    void aKindThatIsAddedLeavesTheOthersAsTheyWere() {
        Kinds.Layer added = (draft, x) -> draft.made(x.relu6(draft.name(ADDED)), draft.magnitude(x), x);
        Repertoire standard = Repertoire.STANDARD;
        leavesTheOthersAsTheyWere(standard.withLayers(standard.layers().with(ADDED, 3, added)));
        leavesTheOthersAsTheyWere(standard.withFunctions(standard.functions().with(ADDED, 3, added)));
        leavesTheOthersAsTheyWere(standard.withInputs(standard.inputs().with(ADDED, 1, (draft, shape, mayMove) -> {
            Node input = draft.network.floatInput(draft.name("input"), shape);
            return draft.made(input.quantize(draft.name(ADDED), Quantized.int8(1, 0)), 1, input);
        })));
        leavesTheOthersAsTheyWere(standard.withJoins(standard.joins().with(ADDED, 1, (draft, left, right) -> {
            Node sum = left.add(draft.name(ADDED), right, Quantized.int8(1e10f, 0));
            return draft.made(sum, 1e10, left, right);
        })));
    }

    private static void leavesTheOthersAsTheyWere(Repertoire larger) {
        int same = 0;
        int different = 0;
        for (long seed = 0; seed < 1000; seed++) {
            Graph before = Recipe.of(seed).graph();
            Graph after = Recipe.of(larger, seed).graph();
            int first = firstAdded(after);
            if (first == after.operators().size()) {
                assertThat(after).as("seed %s", seed).isEqualTo(before);
                same++;
            } else {
                assertThat(described(after, first)).as("seed %s", seed).isEqualTo(described(before, first));
                different++;
            }
        }
        assertThat(same).isGreaterThan(500);
        assertThat(different).isGreaterThan(50);
    }

    private static int firstAdded(Graph graph) {
        int first = 0;
        while (first < graph.operators().size()
                && !graph.outputOf(graph.operators().get(first)).name().startsWith(ADDED)) {
            first++;
        }
        return first;
    }

    /** The first operators of a network, apart from the ids of their tensors: later inputs may change those. */
    private static List<String> described(Graph graph, int count) {
        List<String> all = new ArrayList<>();
        for (Operator operator : graph.operators().subList(0, count)) {
            List<Integer> none = operator.inputs().stream().map(i -> 0).toList();
            StringBuilder text = new StringBuilder(operator.withTensors(none, 0).toString());
            Stream.concat(operator.inputs().stream(), Stream.of(operator.output()))
                    .map(graph::tensor)
                    .forEach(t -> text.append(' ')
                            .append(t.name())
                            .append(t.shape())
                            .append(t.quantization())
                            .append(t.constant()));
            all.add(text.toString());
        }
        return all;
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

    /** Branches that are put together behind a resize and taken apart again, in a network that reads it twice. */
    @Test
    void shrinksBranches() {
        Predicate<Graph> fails = g -> g.operators().stream()
                .anyMatch(o -> o instanceof Concatenation concatenation
                        && g.inputsOf(concatenation).stream()
                                .anyMatch(t -> g.producer(t.id()).orElse(null) instanceof ResizeBilinear)
                        && g.consumers(o.output()).size() > 1);
        long seed = LongStream.range(0, 100_000)
                .filter(s -> fails.test(RandomNetworks.next(s))
                        && RandomNetworks.next(s).operators().size() > 10)
                .findFirst()
                .orElseThrow();
        Graph shrunk = RandomNetworks.shrink(seed, fails);
        assertThat(shrunk.operators()).as(RandomNetworks.text(shrunk)).hasSize(4);
        assertThat(shrunk.tensors().stream().mapToInt(Tensor::bytes).max().orElseThrow())
                .as(RandomNetworks.text(shrunk))
                .isLessThan(200);
    }

    /** A failure of a single operator is cut down to this operator, for every kind. */
    @Test
    void shrinksToAnyOperator() {
        for (OperatorKind kind : allOperators()) {
            Predicate<Graph> fails = g -> g.operators().stream().anyMatch(o -> o.kind() == kind);
            long seed = LongStream.range(0, 100_000)
                    .filter(s -> fails.test(RandomNetworks.next(s)))
                    .findFirst()
                    .orElseThrow();
            Graph shrunk = RandomNetworks.shrink(seed, fails);
            assertThat(shrunk.operators())
                    .as(RandomNetworks.text(shrunk))
                    .singleElement()
                    .matches(o -> o.kind() == kind);
        }
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

    /** Whether a value that an operator made is read by two others. */
    private static boolean branches(Graph graph) {
        return graph.operators().stream()
                .anyMatch(o -> graph.consumers(o.output()).size() > 1);
    }

    private static Stream<Extent> extents(Graph graph) {
        return graph.tensors().stream().map(Tensor::extent);
    }

    /** All operators except those from outside. */
    static Set<OperatorKind> allOperators() {
        return EnumSet.complementOf(EnumSet.of(OperatorKind.CUSTOM));
    }
}
