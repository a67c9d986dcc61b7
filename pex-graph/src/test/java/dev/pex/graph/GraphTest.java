package dev.pex.graph;

import static dev.pex.graph.Networks.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Operator;
import dev.pex.operator.Reshape;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final Extent FLAT = new Extent(1, 1, 6);
    private static final Extent TALL = new Extent(6, 1, 1);
    private static final List<Tensor> TENSORS =
            List.of(Networks.tensor(0, FLAT), Networks.tensor(1, TALL), Networks.tensor(2, TALL));
    private static final Operator RESHAPE = new Reshape(ORIGIN, 0, 1);
    private static final Operator DOUBLE = new Add(ORIGIN, 1, 1, 2, Activation.NONE);

    @Test
    void answersAboutItsEdges() {
        Graph graph = new Graph("g", TENSORS, List.of(RESHAPE, DOUBLE), List.of(0), List.of(2));
        assertThat(graph.producer(0)).isEmpty();
        assertThat(graph.producer(1)).contains(RESHAPE);
        assertThat(graph.consumers(1)).containsExactly(DOUBLE);
        assertThat(graph.consumers(2)).isEmpty();
        assertThat(graph.inputsOf(DOUBLE)).containsExactly(TENSORS.get(1), TENSORS.get(1));
        assertThat(graph.outputOf(RESHAPE)).isEqualTo(TENSORS.get(1));
    }

    @Test
    void refusesBrokenNetworks() {
        refuses("has id", TENSORS.subList(1, 3), List.of(), List.of(), List.of());
        refuses("is defined twice", TENSORS, List.of(RESHAPE, DOUBLE), List.of(0, 0), List.of(2));
        refuses("before it is made", TENSORS, List.of(DOUBLE, RESHAPE), List.of(0), List.of(2));
        refuses("is made twice", TENSORS, List.of(RESHAPE, RESHAPE), List.of(0), List.of(1));
        refuses("is made twice", TENSORS, List.of(RESHAPE), List.of(0, 1), List.of(1));
        refuses("is never made", TENSORS, List.of(RESHAPE), List.of(0), List.of(2));
        Operator wrong = new Add(ORIGIN, 0, 0, 1, Activation.NONE);
        refuses("is declared 6x1x1", TENSORS, List.of(wrong), List.of(0), List.of(1));
    }

    private static void refuses(
            String message,
            List<Tensor> tensors,
            List<Operator> operators,
            List<Integer> inputs,
            List<Integer> outputs) {
        assertThatThrownBy(() -> new Graph("g", tensors, operators, inputs, outputs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void tensorsCheckThemselves() {
        Optional<Quantization> quantization = Optional.of(new Quantization(1f, 0));
        Optional<Bytes> tooShort = Optional.of(Bytes.copyOf(new byte[5]));
        assertThatThrownBy(
                        () -> new Tensor(0, "t", List.of(6), FLAT, ElementType.FLOAT32, quantization, Optional.empty()))
                .hasMessageContaining("with quantisation");
        assertThatThrownBy(() -> new Tensor(0, "t", List.of(6), FLAT, ElementType.INT8, quantization, tooShort))
                .hasMessageContaining("constant of wrong size");
        assertThatThrownBy(() -> new Quantization(Float.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quantization(Float.POSITIVE_INFINITY, 0))
                .isInstanceOf(IllegalArgumentException.class);
        Tensor floats = new Tensor(0, "t", List.of(6), FLAT, ElementType.FLOAT32, Optional.empty(), Optional.empty());
        assertThat(floats.bytes()).isEqualTo(24);
    }

    @Test
    void constantsCountAsMade() {
        Optional<Bytes> data = Optional.of(Bytes.copyOf(new byte[6]));
        Tensor constant = new Tensor(
                0, "c", List.of(6), FLAT, ElementType.INT8, TENSORS.get(0).quantization(), data);
        Graph graph = new Graph("g", List.of(constant, TENSORS.get(1)), List.of(RESHAPE), List.of(), List.of(1));
        assertThat(graph.tensor(0).constant()).isEqualTo(data);
    }
}
