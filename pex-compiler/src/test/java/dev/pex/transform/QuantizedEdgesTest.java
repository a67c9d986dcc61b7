package dev.pex.transform;

import static dev.pex.tensor.ElementType.FLOAT32;
import static dev.pex.tensor.ElementType.INT8;
import static dev.pex.tensor.ElementType.UINT8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import dev.pex.testing.Graphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantizedEdgesTest {
    private final Graphs g = new Graphs();

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "UINT8"})
    void conversionsAtBothEdgesGoAndTheNamesStay(ElementType type) {
        int input = g.tensor(4, 4, 2, type);
        int inner = g.convert(input, INT8);
        int made = g.depthwise(inner, 3);
        int output = g.convert(made, type);
        Graph before = g.graph(List.of(input), List.of(output));

        Graph after = QuantizedEdges.of(before);

        assertThat(after.operators()).singleElement().isInstanceOf(DepthwiseConv2d.class);
        assertThat(after.tensors()).hasSize(2);
        assertEdge(after.tensor(after.inputs().get(0)), before.tensor(input).name(), before.tensor(inner));
        assertEdge(after.tensor(after.outputs().get(0)), before.tensor(output).name(), before.tensor(made));
    }

    @Test
    void anInputThatTwoReadStays() {
        int input = g.tensor(4, 4, 2, FLOAT32);
        int one = g.convert(input, INT8);
        int two = g.convert(input, INT8);

        assertUnchanged(g.graph(List.of(input), List.of(g.add(one, two))));
    }

    @Test
    void aQuantisedInputThatIsAnOutputTooStays() {
        int input = g.tensor(4, 4, 2, FLOAT32);
        int inner = g.convert(input, INT8);

        assertUnchanged(g.graph(List.of(input), List.of(inner, g.depthwise(inner, 3))));
    }

    @Test
    void anInputThatIsAnOutputStays() {
        int input = g.tensor(4, 4, 2, FLOAT32);

        assertUnchanged(g.graph(List.of(input), List.of(input, g.depthwise(g.convert(input, INT8), 3))));
    }

    @Test
    void conversionsInsideTheNetworkStay() {
        int input = g.tensor(4, 4, 2);
        int inner = g.convert(g.convert(input, UINT8), INT8);

        assertUnchanged(g.graph(List.of(input), List.of(g.depthwise(inner, 3))));
    }

    @Test
    void anOutputThatIsAConstantStays() {
        int input = g.tensor(4, 4, 2);
        int made = g.depthwise(input, 3);

        assertUnchanged(g.graph(List.of(input), List.of(made, g.convert(g.constant(4, 4, 2), FLOAT32))));
    }

    @Test
    void anOutputThatIsReadAgainStays() {
        int input = g.tensor(4, 4, 2);
        int made = g.convert(g.depthwise(input, 3), UINT8);
        int again = g.depthwise(g.convert(made, INT8), 3);

        assertUnchanged(g.graph(List.of(input), List.of(made, again)));
    }

    @Test
    void anInputIsNeverAnOutput() {
        int input = g.tensor(4, 4, 2);

        assertUnchanged(g.graph(List.of(input), List.of(g.convert(input, FLOAT32))));
    }

    @Test
    void aNetworkOfConversionsOnlyKeepsOne() {
        int input = g.tensor(4, 4, 2, FLOAT32);
        int output = g.convert(g.convert(input, INT8), FLOAT32);

        Graph after = QuantizedEdges.of(g.graph(List.of(input), List.of(output)));

        assertThat(after.operators()).hasSize(1);
        assertThat(after.inputs()).isNotEqualTo(after.outputs());
    }

    @Test
    void oneOfTwoEqualOutputsGoes() {
        int input = g.tensor(4, 4, 2);
        int made = g.depthwise(input, 3);
        int one = g.convert(made, FLOAT32);
        int two = g.convert(made, FLOAT32);

        Graph after = QuantizedEdges.of(g.graph(List.of(input), List.of(two, one)));

        assertThat(after.outputs()).extracting(id -> after.tensor(id).type()).containsExactly(FLOAT32, INT8);
    }

    @Test
    void rescalingFromInt8ToInt8Stays() {
        int input = g.tensor(4, 4, 2);

        assertUnchanged(g.graph(List.of(input), List.of(g.depthwise(g.convert(input, INT8), 3))));
    }

    private static void assertEdge(Tensor edge, String name, Tensor quantised) {
        assertThat(edge.name()).isEqualTo(name);
        assertThat(edge.type()).isEqualTo(INT8);
        assertThat(edge.extent()).isEqualTo(quantised.extent());
        assertThat(edge.quantization()).isEqualTo(quantised.quantization());
    }

    private static void assertUnchanged(Graph graph) {
        assertThat(QuantizedEdges.of(graph)).isEqualTo(graph);
    }
}
