package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.dsl.DslException;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.operator.Activation;
import dev.pex.operator.Divide;
import dev.pex.operator.Maximum;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Pad;
import dev.pex.operator.SquaredDifference;
import dev.pex.operator.Subtract;
import dev.pex.operator.Sum;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
    private static final Quantized IN = Quantized.int8(0.5f, 3);
    private static final Quantized OUT = Quantized.int8(0.25f, -7);

    private final Network net = Network.named("n");
    private final Node x = net.input("x", Shape.of(1, 5, 7, 2), IN);
    private final Node row = net.input("row", Shape.of(1, 1, 7, 1), IN);

    private Operator operator(Node made) {
        return net.output(made).build().operators().get(0);
    }

    @Test
    void subtract() {
        Node y = row.subtract("y", x, Activation.RELU, OUT);
        assertThat(y.shape()).isEqualTo(x.shape());
        assertThat(operator(y)).isEqualTo(new Subtract(new Origin(0, "subtract", "y"), 1, 0, 2, Activation.RELU));
    }

    @Test
    void squaredDifference() {
        Node y = row.squaredDifference("y", x, OUT);
        assertThat(y.shape()).isEqualTo(x.shape());
        assertThat(operator(y)).isEqualTo(new SquaredDifference(new Origin(0, "squaredDifference", "y"), 1, 0, 2));
    }

    @Test
    void multiply() {
        Node y = x.multiply("y", row, Activation.NONE, OUT);
        assertThat(operator(y)).isEqualTo(new Multiply(new Origin(0, "multiply", "y"), 0, 1, 2, Activation.NONE));
    }

    @Test
    void divide() {
        Quantized halves = Quantized.int8(0.5f, 3);
        Node divisor = net.constant("divisor", Shape.of(1, 1, 1, 2), halves, new byte[] {4, -128});
        Node y = x.divide("y", divisor, Activation.NONE, OUT);
        assertThat(operator(y)).isInstanceOf(Divide.class);
        assertThatThrownBy(() -> x.divide("z", row, Activation.NONE, OUT))
                .isInstanceOf(DslException.class)
                .hasMessageContaining("its divisor 'row' is computed by the network, and may be 0")
                .hasMessageContaining("a constant divisor without zeros");
        Node zeros = net.constant("zeros", Shape.of(1, 1, 1, 2), halves, new byte[] {3, 3});
        assertThatThrownBy(() -> x.divide("w", zeros, Activation.NONE, OUT))
                .isInstanceOf(DslException.class)
                .hasMessageContaining("'zeros' has elements that are 0 at the scale 0.5, 2 of 2");
    }

    @Test
    void extremes() {
        Node y = x.maximum("y", row);
        assertThat(y.quantized()).contains(IN);
        assertThat(operator(y)).isEqualTo(new Maximum(new Origin(0, "maximum", "y"), 0, 1, 2));
        Node other = x.multiply("other", row, Activation.NONE, OUT);
        assertThat(x.minimum("z", row).shape()).isEqualTo(x.shape());
        assertThatThrownBy(() -> x.minimum("w", other))
                .isInstanceOf(DslException.class)
                .hasMessageContaining("'x' and 'other' are quantised differently");
    }

    @Test
    void maxPool2d() {
        Node y = x.maxPool2d("y", MaxPool2d.kernel(2, 3).stride(2, 1).same().activation(Activation.RELU6));
        assertThat(y.quantized()).contains(IN);
        assertThat(operator(y))
                .isEqualTo(new dev.pex.operator.MaxPool2d(
                        new Origin(0, "maxPool2d", "y"),
                        0,
                        2,
                        Window.same(5, 2, 2, 1),
                        Window.same(7, 3, 1, 1),
                        Activation.RELU6));
    }

    @Test
    void reductions() {
        Node y = x.sum("y", OUT, Axis.COLUMNS);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 5, 1, 2));
        assertThat(operator(y)).isEqualTo(new Sum(new Origin(0, "sum", "y"), 0, 2, List.of(Axis.COLUMNS)));
        Node z = x.reduceMax("z", Axis.ROWS, Axis.CHANNELS);
        assertThat(z.shape()).isEqualTo(Shape.of(1, 1, 7, 1));
        assertThat(z.quantized()).contains(IN);
        assertThat(x.reduceMin("v", Axis.ROWS).quantized()).contains(IN);
        assertThatThrownBy(() -> x.reduceMax("w"))
                .isInstanceOf(DslException.class)
                .hasMessageContaining("no axes");
    }

    @Test
    void padWithAnElement() {
        Border border = new Border(1, 0, 0);
        Node y = x.pad("y", border, border, (byte) -128);
        assertThat(((Pad) operator(y)).value()).isEqualTo(Optional.of(Bytes.copyOf(new byte[] {-128})));
    }
}
