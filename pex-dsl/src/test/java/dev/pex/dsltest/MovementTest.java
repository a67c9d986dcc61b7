package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.dsl.TransposeConv2d;
import dev.pex.dsl.Weights;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Gather;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.TransposedWindow;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.PerAxis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators that take elements from elsewhere, and the transposed convolution. */
class MovementTest {
    private static final Quantized IN = Quantized.int8(0.5f, 3);
    private static final Quantized OUT = Quantized.int8(0.25f, -7);

    private final Network net = Network.named("n");
    private final Node x = net.input("x", Shape.of(1, 5, 7, 2), IN);

    @Test
    void concatenate() {
        Node constant = net.constant("c", Shape.of(1, 5, 7, 1), IN, new byte[35]);
        Node y = x.concatenate("y", Axis.CHANNELS, constant, x);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 5, 7, 5));
        assertThat(y.quantized()).contains(IN);
        assertThat(operator(y))
                .isEqualTo(new Concatenation(new Origin(0, "concatenate", "y"), List.of(0, 1, 0), 2, Axis.CHANNELS));
        assertThat(x.concatenate("alone", Axis.ROWS).shape()).isEqualTo(x.shape());
    }

    @Test
    void fewerDimensionsStay() {
        Node series = net.input("series", Shape.of(1, 9, 4), IN);
        assertThat(series.concatenate("longer", Axis.ROWS, series).shape()).isEqualTo(Shape.of(1, 18, 4));
        assertThat(series.slice("one", Slice.all().range(Axis.CHANNELS, 0, 1)).shape())
                .isEqualTo(Shape.of(1, 9, 1));
        Node rows = net.input("rows", Shape.of(9, 4), IN);
        assertThat(rows.mean("mean", OUT, Axis.ROWS).shape()).isEqualTo(Shape.of(1, 4));
        Node vector = net.input("vector", Shape.of(6), IN);
        assertThat(vector.gather("two", Axis.CHANNELS, 5, 0).shape()).isEqualTo(Shape.of(2));
        assertThat(vector.concatenate("both", Axis.ROWS, vector).shape()).isEqualTo(Shape.of(1, 2, 1, 6));
    }

    @Test
    void slice() {
        Slice cut = Slice.all().range(Axis.ROWS, 1, 5).every(3, Axis.ROWS).every(2, Axis.COLUMNS);
        Node y = x.slice("y", cut.range(Axis.CHANNELS, 0, 2).range(Axis.CHANNELS, 1, 2));
        assertThat(y.shape()).isEqualTo(Shape.of(1, 2, 4, 1));
        assertThat(y.quantized()).contains(IN);
        assertThat(operator(y))
                .isEqualTo(new dev.pex.operator.Slice(
                        new Origin(0, "slice", "y"), 0, 1, new PerAxis(1, 0, 1), new PerAxis(3, 2, 1)));
    }

    @Test
    void splitIsOneSliceForEachPart() {
        List<Node> parts = x.split("y", Axis.COLUMNS, 4, 1, 2);
        assertThat(parts.stream().map(Node::name)).containsExactly("y_0", "y_1", "y_2");
        assertThat(parts.stream().map(Node::shape))
                .containsExactly(Shape.of(1, 5, 4, 2), Shape.of(1, 5, 1, 2), Shape.of(1, 5, 2, 2));
        assertThat(operator(parts.get(2)))
                .isEqualTo(new dev.pex.operator.Slice(
                        new Origin(2, "slice", "y_2"), 0, 3, new PerAxis(0, 5, 0), new PerAxis(1, 1, 1)));
    }

    @Test
    void gather() {
        Node y = x.gather("y", Axis.ROWS, 4, 0, 0);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 3, 7, 2));
        assertThat(operator(y))
                .isEqualTo(new Gather(new Origin(0, "gather", "y"), 0, 1, Axis.ROWS, Ints.copyOf(4, 0, 0)));
        Node real = net.floatInput("f", Shape.of(4)).gather("g", Axis.CHANNELS, 2);
        assertThat(real.quantized()).isEmpty();
    }

    @Test
    void resizes() {
        Resampling centres = new Resampling(false, true);
        Node y = x.resizeNearest("y", 10, 3, centres);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 10, 3, 2));
        assertThat(y.quantized()).contains(IN);
        assertThat(operator(y)).isEqualTo(new ResizeNearest(new Origin(0, "resizeNearest", "y"), 0, 1, centres));
        Node z = x.resizeBilinear("z", 5, 8, new Resampling(true, false));
        assertThat(z.shape()).isEqualTo(Shape.of(1, 5, 8, 2));
        assertThat(operator(z))
                .isEqualTo(new ResizeBilinear(new Origin(1, "resizeBilinear", "z"), 0, 2, new Resampling(true, false)));
        Node unsigned = net.input("u", Shape.of(1, 2, 2, 1), Quantized.uint8(1f, 0));
        assertThat(unsigned.resizeNearest("v", 4, 4, centres).quantized()).contains(Quantized.uint8(1f, 0));
    }

    @Test
    void transposeConv2d() {
        Weights weights = Weights.of(new byte[3 * 2 * 4 * 2], 0.1f, 0.2f, 0.3f);
        TransposeConv2d options = TransposeConv2d.filters(3)
                .kernel(2, 4)
                .stride(3, 2)
                .weights(weights)
                .bias(1, 2, 3)
                .activation(Activation.RELU);
        Node y = x.transposeConv2d("y", options, OUT);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 15, 16, 3));
        assertThat(operator(y))
                .isEqualTo(new dev.pex.operator.TransposeConv2d(
                        new Origin(0, "transposeConv2d", "y"),
                        0,
                        1,
                        new TransposedWindow(5, 15, 2, 3, 0),
                        new TransposedWindow(7, 16, 4, 2, 0),
                        new Filter(Bytes.copyOf(new byte[48]), Floats.copyOf(0.1f, 0.2f, 0.3f), 0),
                        Ints.copyOf(1, 2, 3),
                        Activation.RELU));
        Node same = x.transposeConv2d("z", options.same(), OUT);
        assertThat(same.shape()).isEqualTo(Shape.of(1, 15, 14, 3));
        dev.pex.operator.TransposeConv2d conv = (dev.pex.operator.TransposeConv2d) operator(same);
        assertThat(conv.columns()).isEqualTo(new TransposedWindow(7, 14, 4, 2, 1));
    }

    private Operator operator(Node node) {
        Graph graph = net.output(node).build();
        return graph.operators().stream()
                .filter(o -> graph.outputOf(o).name().equals(node.name()))
                .findFirst()
                .orElseThrow();
    }
}
