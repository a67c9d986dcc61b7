package dev.pex.frontend.tflite;

import static dev.pex.diagnostic.Code.ACCUMULATOR_OVERFLOW;
import static dev.pex.diagnostic.Code.INVALID_NETWORK;
import static dev.pex.diagnostic.Code.UNSUPPORTED_FORM;
import static dev.pex.frontend.tflite.Reading.assertRefused;
import static dev.pex.frontend.tflite.file.BuiltinOperator.DIV;
import static dev.pex.frontend.tflite.file.BuiltinOperator.MAXIMUM;
import static dev.pex.frontend.tflite.file.BuiltinOperator.MAX_POOL_2D;
import static dev.pex.frontend.tflite.file.BuiltinOperator.MINIMUM;
import static dev.pex.frontend.tflite.file.BuiltinOperator.MUL;
import static dev.pex.frontend.tflite.file.BuiltinOperator.PADV2;
import static dev.pex.frontend.tflite.file.BuiltinOperator.REDUCE_MAX;
import static dev.pex.frontend.tflite.file.BuiltinOperator.REDUCE_MIN;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SQUARED_DIFFERENCE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SUB;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SUM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Divide;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Maximum;
import dev.pex.operator.Minimum;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.ReduceMax;
import dev.pex.operator.ReduceMin;
import dev.pex.operator.SquaredDifference;
import dev.pex.operator.Subtract;
import dev.pex.operator.Sum;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** SUB, MUL, MAXIMUM, MINIMUM, MAX_POOL_2D, PADV2, SUM and REDUCE_MAX: what is read, what is refused. */
class ArithmeticFormTest {

    private final ModelWriter m = new ModelWriter();

    /** An input in tensor 0, an output in tensor 1. */
    private ModelWriter between(int[] from, int... to) {
        m.activation("in", from);
        m.activation("out", to);
        return m.network(new int[] {0}, 1);
    }

    private static int[] shape(int... sizes) {
        return sizes;
    }

    private Operator last() {
        Graph graph = Reading.read(m);
        return graph.operators().get(graph.operators().size() - 1);
    }

    @Test
    void subtract() {
        between(shape(1, 2, 2, 3), 1, 2, 2, 3);
        m.operator(SUB, new int[] {m.weights("c", 1, 3), 0}, new int[] {1}, ModelWriter.flag(0, 1));
        Subtract read = (Subtract) last();
        assertThat(read.activation()).isEqualTo(Activation.RELU);
        Graph graph = Reading.read(m);
        assertThat(graph.tensor(read.left()).constant()).isPresent();
        assertThat(graph.tensor(read.left()).extent()).isEqualTo(new Extent(1, 1, 3));
        assertThat(graph.tensor(read.right()).name()).isEqualTo("in");

        m.change(1, t -> t.scales = new float[] {1e-7f});
        assertRefused(m, UNSUPPORTED_FORM, "too small");
        m.change(1, t -> t.scales = new float[] {3e38f});
        assertRefused(m, UNSUPPORTED_FORM, "too large");
        m.change(0, t -> t.scales = new float[] {3e38f});
        assertRefused(m, UNSUPPORTED_FORM, "for its inputs");
    }

    @Test
    void squaredDifference() {
        between(shape(1, 2, 2, 3), 1, 2, 2, 3);
        m.operator(SQUARED_DIFFERENCE, new int[] {0, m.weights("c", 1, 3)}, new int[] {1}, ModelWriter::none);
        assertThat(last()).isInstanceOf(SquaredDifference.class);

        m.change(1, t -> t.scales = new float[] {1e-8f});
        assertRefused(m, ACCUMULATOR_OVERFLOW, "square of a difference");
        m.change(1, t -> t.scales = new float[] {1e-20f});
        assertRefused(m, UNSUPPORTED_FORM, "too small");
        m.change(1, t -> t.scales = new float[] {3e38f});
        assertRefused(m, UNSUPPORTED_FORM, "too large");
    }

    @Test
    void multiply() {
        between(shape(1, 2, 2, 3), 1, 2, 2, 3);
        int factor = m.activation("factor", 1, 1, 1, 3);
        m.operator(MUL, new int[] {0, factor}, new int[] {1}, ModelWriter.flag(0, 3));
        m.network(new int[] {0, factor}, 1);
        assertThat(((Multiply) last()).activation()).isEqualTo(Activation.RELU6);

        m.change(1, t -> t.scales = new float[] {1e-7f});
        assertRefused(m, ACCUMULATOR_OVERFLOW, "product shifted left");
        m.change(1, t -> t.scales = new float[] {1e-20f});
        assertRefused(m, UNSUPPORTED_FORM, "left shift");
    }

    @Test
    void divide() {
        between(shape(1, 2, 2, 3), 1, 2, 2, 3);
        int divisor = m.weights("c", 1, 3);
        m.change(divisor, t -> t.data = new byte[] {1, -128, 127});
        m.operator(DIV, new int[] {0, divisor}, new int[] {1}, ModelWriter.flag(0, 1));
        assertThat(((Divide) last()).activation()).isEqualTo(Activation.RELU);

        m.change(1, t -> t.scales = new float[] {1e-7f});
        assertRefused(m, UNSUPPORTED_FORM, "quotient of its scales", "below 2^23");
        m.change(divisor, t -> t.data = new byte[] {1, 0, 127});
        assertRefused(m, UNSUPPORTED_FORM, "'c' has elements that are 0", "1 of 3", "without zeros");
    }

    @Test
    void divideByAComputedValue() {
        between(shape(4), 4);
        int divisor = m.activation("divisor", 4);
        m.operator(DIV, new int[] {0, divisor}, new int[] {1}, ModelWriter.flag(0, 0));
        m.network(new int[] {0, divisor}, 1);
        assertRefused(m, UNSUPPORTED_FORM, "'divisor' is computed by the network, and may be 0", "without zeros");
    }

    @Test
    void optionsOfAnotherOperator() {
        between(shape(3), 3);
        m.operator(MUL.code(), new int[] {0, m.weights("c", 1, 3)}, new int[] {1}, 11, ModelWriter.flag(0, 3));
        assertRefused(m, INVALID_NETWORK, "options are of another operator");
    }

    @Test
    void extremes() {
        between(shape(4), 4);
        int mid = m.activation("mid", 4);
        int other = m.activation("other", 4);
        m.operator(MAXIMUM, new int[] {0, other}, new int[] {mid}, ModelWriter::none);
        m.operator(MINIMUM, new int[] {other, mid}, 1).network(new int[] {0, other}, 1);
        assertThat(Reading.read(m).operators().get(0)).isInstanceOf(Maximum.class);
        assertThat(last()).isInstanceOf(Minimum.class);

        m.change(1, t -> t.zeroPoints = new long[] {7});
        assertRefused(m, UNSUPPORTED_FORM, "quantised differently", "zero point 7");
        m.change(1, t -> t.zeroPoints = new long[] {0}).change(mid, t -> t.scales = new float[] {0.7f});
        assertThat(Reading.faults(m)).hasSize(2);
    }

    @Test
    void maxPool() {
        between(shape(1, 4, 4, 3), 1, 2, 2, 3);
        m.operator(MAX_POOL_2D, new int[] {0}, new int[] {1}, ModelWriter.pool(0, 2, 3));
        assertThat(((MaxPool2d) last()).rows().kernel()).isEqualTo(3);

        m.change(1, t -> t.zeroPoints = new long[] {1});
        assertRefused(m, UNSUPPORTED_FORM, "the same quantisation");
    }

    @Test
    void padWithAConstant() {
        between(shape(1, 2, 2, 1), 1, 3, 2, 1);
        int paddings = m.ints("p", shape(4, 2), 0, 0, 1, 0, 0, 0, 0, 0);
        int value = m.weights("v", 1, 1);
        m.change(value, t -> {
            t.data = new byte[] {-9};
            t.scales = new float[] {0.7f};
            t.zeroPoints = new long[] {5};
        });
        m.operator(PADV2, new int[] {0, paddings, value}, new int[] {1}, ModelWriter::none);
        assertRefused(m, UNSUPPORTED_FORM, "quantised differently", "scale 0.7, zero point 5");

        m.change(0, t -> {
            t.scales = new float[] {0.7f};
            t.zeroPoints = new long[] {5};
        });
        m.change(1, t -> {
            t.scales = new float[] {0.7f};
            t.zeroPoints = new long[] {5};
        });
        assertThat(((Pad) last()).value()).isEqualTo(Optional.of(Bytes.copyOf(new byte[] {-9})));
        assertThat(Reading.read(m).tensors()).hasSize(2);

        m.change(value, t -> t.data = new byte[] {1, 2});
        assertRefused(m, INVALID_NETWORK, "2 bytes of data");
        m.change(value, t -> t.shape = new int[] {2});
        assertRefused(m, INVALID_NETWORK, "2 elements");
        m.change(value, t -> {
            t.type = ModelWriter.FLOAT32;
            t.shape = new int[] {};
            t.data = new byte[4];
        });
        assertRefused(m, INVALID_NETWORK, "FLOAT32");
    }

    @Test
    void padWithAComputedValue() {
        between(shape(2, 2), 3, 2);
        int value = m.activation("value", 1);
        m.operator(PADV2, new int[] {0, m.ints("p", shape(2, 2), 1, 0, 0, 0), value}, 1);
        m.network(new int[] {0, value}, 1);
        assertRefused(m, UNSUPPORTED_FORM, "computed by the network");
    }

    @Test
    void sum() {
        between(shape(1, 5, 6, 3), 1, 3);
        m.operator(SUM, new int[] {0, m.vector("axes", 1, 2)}, new int[] {1}, ModelWriter::none);
        assertThat(Reading.read(m).operators()).anyMatch(Sum.class::isInstance);

        m.change(0, t -> t.scales = new float[] {1e20f});
        assertRefused(m, UNSUPPORTED_FORM, "left shift");
        m.change(0, t -> t.scales = new float[] {1e6f}).change(1, t -> t.scales = new float[] {0.1f});
        assertRefused(m, ACCUMULATOR_OVERFLOW, "30 elements");
    }

    @Test
    void reduceMin() {
        between(shape(1, 5, 6, 3), 1, 3);
        m.operator(REDUCE_MIN, new int[] {0, m.vector("axes", 1, 2)}, new int[] {1}, ModelWriter::none);
        assertThat(Reading.read(m).operators()).anyMatch(ReduceMin.class::isInstance);

        m.change(1, t -> t.zeroPoints = new long[] {7});
        assertRefused(m, UNSUPPORTED_FORM, "quantised differently");
    }

    @Test
    void reduceMax() {
        between(shape(1, 5, 6, 3), 1, 3);
        m.operator(REDUCE_MAX, new int[] {0, m.vector("axes", 1, 2)}, new int[] {1}, ModelWriter::none);
        assertThat(Reading.read(m).operators()).anyMatch(ReduceMax.class::isInstance);

        m.change(1, t -> t.scales = new float[] {0.3f});
        assertRefused(m, UNSUPPORTED_FORM, "quantised differently");
    }
}
