package dev.pex.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Reshape;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphExecutorTest {
    private static final Extent EXTENT = new Extent(1, 1, 3);

    @Test
    void runsOperatorsInOrderWithConstants() {
        byte[] input = {1, -128, 127};
        List<byte[]> all = GraphExecutor.runAll(graph(), List.of(input));
        assertThat(all.get(0)).isEqualTo(input).isNotSameAs(input);
        assertThat(all.get(1)).containsExactly(10, 20, 30);
        assertThat(all.get(2)).containsExactly(11, -108, 127);
        assertThat(all.get(3)).containsExactly(11, -108, 127);
        assertThat(GraphExecutor.run(graph(), List.of(input)))
                .containsExactly(new byte[] {11, -108, 127}, new byte[] {1, -128, 127});
    }

    @Test
    void refusesInputsThatDoNotFit() {
        assertThatThrownBy(() -> GraphExecutor.run(graph(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 expected");
        assertThatThrownBy(() -> GraphExecutor.run(graph(), List.of(new byte[4])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 expected");
    }

    private static Graph graph() {
        Origin origin = new Origin(0, "TEST", "t");
        List<Operator> operators = List.of(new Add(origin, 0, 1, 2, Activation.NONE), new Reshape(origin, 2, 3));
        List<Tensor> tensors = List.of(
                tensor(0, EXTENT, Optional.empty()),
                tensor(1, EXTENT, Optional.of(Bytes.copyOf(new byte[] {10, 20, 30}))),
                tensor(2, EXTENT, Optional.empty()),
                tensor(3, new Extent(3, 1, 1), Optional.empty()));
        return new Graph("test", tensors, operators, List.of(0), List.of(3, 0));
    }

    private static Tensor tensor(int id, Extent extent, Optional<Bytes> constant) {
        List<Integer> shape = List.of(1, extent.rows(), extent.columns(), extent.channels());
        Optional<Quantization> quantization = Optional.of(new Quantization(0.5f, 0));
        return new Tensor(id, "t" + id, shape, extent, ElementType.INT8, quantization, constant);
    }
}
