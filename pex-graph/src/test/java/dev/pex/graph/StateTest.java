package dev.pex.graph;

import static dev.pex.graph.Networks.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Operator;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateTest {
    private static final Extent EXTENT = new Extent(1, 1, 3);
    /** Input 0, state 1, their sum 2, and twice the sum 3. */
    private static final List<Tensor> TENSORS = List.of(
            Networks.tensor(0, EXTENT),
            Networks.tensor(1, EXTENT),
            Networks.tensor(2, EXTENT),
            Networks.tensor(3, EXTENT));

    private static final List<Operator> OPERATORS =
            List.of(new Add(ORIGIN, 0, 1, 2, Activation.NONE), new Add(ORIGIN, 2, 2, 3, Activation.NONE));

    private static Graph graph(List<Integer> inputs, List<Integer> outputs, State... states) {
        return new Graph("g", TENSORS, OPERATORS, inputs, outputs, List.of(states));
    }

    private static State state(int tensor, int next) {
        return State.of(TENSORS.get(tensor), next);
    }

    @Test
    void aStateIsReadAndHasANextValue() {
        Graph graph = graph(List.of(0), List.of(3), state(1, 2));

        assertThat(graph.producer(1)).isEmpty();
        assertThat(graph.consumers(1)).containsExactly(OPERATORS.get(0));
        assertThat(GraphText.of(graph)).endsWith("\nstate 1, then 2\n");
        State other = new State(1, 2, Bytes.copyOf(new byte[] {1, 2, 3}));
        assertThat(GraphText.of(graph(List.of(0), List.of(3), other)))
                .endsWith("\nstate 1, then 2, begins with a value of its own\n");
    }

    @Test
    void aNetworkWithoutStatesIsWrittenAsBefore() {
        Graph graph = new Graph("g", TENSORS, OPERATORS, List.of(0, 1), List.of(3));
        assertThat(graph.states()).isEmpty();
        assertThat(GraphText.of(graph)).doesNotContain("state");
    }

    @Test
    void refusesBrokenStates() {
        refuses("reads tensor 1 before it is made", List.of(0), List.of(3));
        refuses("state 1 is defined twice", List.of(0, 1), List.of(3), state(1, 2));
        refuses("state 1 is defined twice", List.of(0), List.of(3), state(1, 2), state(1, 3));
        refuses("is made twice", List.of(0, 1), List.of(3), state(2, 3));
        refuses("state 1 is an output", List.of(0), List.of(1), state(1, 2));
        refuses("no operator makes the next value of state 1", List.of(0), List.of(3), state(1, 0));
        refuses("no operator makes the next value of state 1", List.of(0), List.of(3), state(1, 1));
        State tooShort = new State(1, 2, Bytes.copyOf(new byte[2]));
        refuses("the initial value of state 1 has the wrong size", List.of(0), List.of(3), tooShort);
    }

    private static void refuses(String message, List<Integer> inputs, List<Integer> outputs, State... states) {
        assertThatThrownBy(() -> graph(inputs, outputs, states))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theNextValueIsOfTheSameKind() {
        Tensor scaled = tensor(3, ElementType.INT8, Optional.of(new Quantization(0.25f, 0)));
        List<Tensor> tensors = List.of(TENSORS.get(0), TENSORS.get(1), TENSORS.get(2), scaled);

        assertThatThrownBy(() -> new Graph("g", tensors, OPERATORS, List.of(0), List.of(3), List.of(state(1, 3))))
                .hasMessageContaining("is of another kind");
    }

    @Test
    void statesBeginAtTheirZeroPoint() {
        Optional<Quantization> quantization = Optional.of(new Quantization(0.5f, -2));
        assertThat(initial(ElementType.INT8, quantization)).containsExactly(-2, -2, -2);
        assertThat(initial(ElementType.INT16, quantization)).containsExactly(-2, -1, -2, -1, -2, -1);
        assertThat(initial(ElementType.FLOAT32, Optional.empty()))
                .containsOnly(0)
                .hasSize(12);
        assertThat(initial(ElementType.INT32, Optional.empty())).containsOnly(0).hasSize(12);
    }

    private static byte[] initial(ElementType type, Optional<Quantization> quantization) {
        return State.of(tensor(0, type, quantization), 1).initial().toArray();
    }

    private static Tensor tensor(int id, ElementType type, Optional<Quantization> quantization) {
        return new Tensor(id, "t", List.of(1, 3), EXTENT, type, quantization, Optional.empty());
    }
}
