package dev.pex.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.RandomOperators.Kind;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the transposed form of every operator against the executor: it makes the same elements, rows and columns exchanged. */
class TransposedOperatorsTest {
    private static final int CASES = 300;

    /** Those whose meaning depends on the flat order of elements, or on which axis is the rows. */
    private static final Set<Kind> WITHOUT = EnumSet.of(Kind.RESHAPE, Kind.FULLY_CONNECTED);

    @ParameterizedTest
    @EnumSource
    void transposedOperatorsMakeTransposedTensors(Kind kind) {
        SplittableRandom random = new SplittableRandom(20);
        for (int i = 0; i < CASES; i++) {
            Graph graph = RandomOperators.next(kind, random);
            Operator operator = graph.operators().get(0);
            Optional<Operator> form = operator.transposed();
            assertThat(form.isEmpty()).as("%s", operator).isEqualTo(WITHOUT.contains(kind));
            if (form.isPresent()) {
                check(graph, form.get(), random);
            }
        }
    }

    private static void check(Graph graph, Operator form, SplittableRandom random) {
        List<byte[]> inputs = new ArrayList<>();
        List<byte[]> exchanged = new ArrayList<>();
        for (int id : graph.inputs()) {
            byte[] input = RandomOperators.randomBytes(graph.tensor(id), random);
            inputs.add(input);
            exchanged.add(exchanged(graph.tensor(id), input));
        }
        List<Tensor> tensors =
                graph.tensors().stream().map(TransposedOperatorsTest::exchanged).toList();
        Graph transposed = new Graph(graph.name(), tensors, List.of(form), graph.inputs(), graph.outputs());

        byte[] expected =
                exchanged(graph.outputOf(form), GraphExecutor.run(graph, inputs).get(0));
        assertThat(GraphExecutor.run(transposed, exchanged).get(0))
                .as("%s", graph)
                .isEqualTo(expected);
        assertThat(form.transposed()).contains(graph.operators().get(0));
    }

    private static Tensor exchanged(Tensor t) {
        Optional<Bytes> constant = t.constant().map(bytes -> Bytes.copyOf(exchanged(t, bytes.toArray())));
        return new Tensor(t.id(), t.name(), t.shape(), t.extent().transposed(), t.type(), t.quantization(), constant);
    }

    /** The elements of a tensor in the order that they have when its rows and columns are exchanged. */
    private static byte[] exchanged(Tensor tensor, byte[] elements) {
        Extent extent = tensor.extent();
        int bytes = extent.channels() * tensor.type().bytes();
        byte[] result = new byte[elements.length];
        for (int row = 0; row < extent.rows(); row++) {
            for (int column = 0; column < extent.columns(); column++) {
                int from = extent.index(row, column, 0) * tensor.type().bytes();
                int to = extent.transposed().index(column, row, 0)
                        * tensor.type().bytes();
                System.arraycopy(elements, from, result, to, bytes);
            }
        }
        return result;
    }
}
