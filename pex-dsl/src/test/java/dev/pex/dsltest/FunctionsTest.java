package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.graph.Graph;
import dev.pex.operator.Abs;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Cast;
import dev.pex.operator.Elu;
import dev.pex.operator.HardSwish;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Logistic;
import dev.pex.operator.Origin;
import dev.pex.operator.Prelu;
import dev.pex.operator.Relu;
import dev.pex.operator.Relu6;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.Rsqrt;
import dev.pex.operator.Tanh;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import org.junit.jupiter.api.Test;

/** Functions of one value, PRELU, ARG_MAX and CAST. */
class FunctionsTest {
    private static final Quantized IN = Quantized.int8(0.5f, 3);
    private static final Quantized OUT = Quantized.int8(0.25f, -7);

    private final Network net = Network.named("n");
    private final Node x = net.input("x", Shape.of(1, 5, 7, 2), IN);

    @Test
    void functionsOfFixedQuantisation() {
        Node logistic = x.logistic("l");
        assertThat(logistic.quantized()).contains(Quantized.int8(1f / 256, -128));
        Node tanh = x.tanh("t");
        assertThat(tanh.quantized()).contains(Quantized.int8(1f / 128, 0));
        Node relu6 = x.relu6("r");
        assertThat(relu6.quantized()).contains(IN);
        Graph graph = net.output(relu6).build();
        assertThat(graph.operators())
                .containsExactly(
                        new Logistic(new Origin(0, "logistic", "l"), 0, 1),
                        new Tanh(new Origin(1, "tanh", "t"), 0, 2),
                        new Relu6(new Origin(2, "relu6", "r"), 0, 3));
    }

    @Test
    void functionsThatRescale() {
        Node y = x.relu("a", OUT)
                .reluN1To1("b", IN)
                .leakyRelu("c", 0.3f, OUT)
                .hardSwish("d", IN)
                .abs("e", OUT)
                .elu("f", IN)
                .rsqrt("g", OUT);
        assertThat(y.quantized()).contains(OUT);
        assertThat(y.shape()).isEqualTo(x.shape());
        assertThat(net.output(y).build().operators())
                .containsExactly(
                        new Relu(new Origin(0, "relu", "a"), 0, 1),
                        new ReluN1To1(new Origin(1, "reluN1To1", "b"), 1, 2),
                        new LeakyRelu(new Origin(2, "leakyRelu", "c"), 2, 3, 0.3f),
                        new HardSwish(new Origin(3, "hardSwish", "d"), 3, 4),
                        new Abs(new Origin(4, "abs", "e"), 4, 5),
                        new Elu(new Origin(5, "elu", "f"), 5, 6),
                        new Rsqrt(new Origin(6, "rsqrt", "g"), 6, 7));
    }

    @Test
    void prelu() {
        Node alpha = net.constant("alpha", Shape.of(2), IN, (byte) 1, (byte) 2);
        Node y = x.prelu("y", alpha, OUT);
        assertThat(y.shape()).isEqualTo(x.shape());
        assertThat(net.output(y).build().operators()).containsExactly(new Prelu(new Origin(0, "prelu", "y"), 0, 1, 2));
    }

    @Test
    void argMaxMakesPlainIntegers() {
        Node y = x.argMax("y", Axis.CHANNELS);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 5, 7, 1));
        assertThat(y.quantized()).isEmpty();
        Graph graph = net.output(y.reshape("z", Shape.of(35))).build();
        assertThat(graph.tensor(1).type()).isEqualTo(ElementType.INT32);
        assertThat(graph.tensor(2).type()).isEqualTo(ElementType.INT32);
        assertThat(graph.operators().get(0)).isEqualTo(new ArgMax(new Origin(0, "argMax", "y"), 0, 1, Axis.CHANNELS));
    }

    @Test
    void cast() {
        Node real = x.cast("real", ElementType.FLOAT32);
        Node y = real.cast("y", Quantized.uint8(0.5f, 9));
        Graph graph = net.output(y).build();
        assertThat(graph.operators())
                .containsExactly(
                        new Cast(new Origin(0, "cast", "real"), 0, 1), new Cast(new Origin(1, "cast", "y"), 1, 2));
        assertThat(graph.tensor(1).type()).isEqualTo(ElementType.FLOAT32);
        assertThat(graph.tensor(2).type()).isEqualTo(ElementType.UINT8);
        assertThat(graph.tensor(2).quantization()).contains(new Quantization(0.5f, 9));
    }
}
