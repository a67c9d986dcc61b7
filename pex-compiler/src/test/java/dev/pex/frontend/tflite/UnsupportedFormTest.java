package dev.pex.frontend.tflite;

import static dev.pex.diagnostic.Code.ACCUMULATOR_OVERFLOW;
import static dev.pex.diagnostic.Code.INVALID_NETWORK;
import static dev.pex.diagnostic.Code.UNSUPPORTED_FORM;
import static dev.pex.frontend.tflite.Reading.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.pex.diagnostic.Diagnostic.Severity;
import dev.pex.diagnostic.Diagnostics;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Forms of single operators that are refused. */
class UnsupportedFormTest {
    /** One operator with one activation operand; tensors in 0, out 1, then those that are added. */
    private static ModelWriter unary(
            int code,
            int[] from,
            int[] to,
            int optionsType,
            ToIntFunction<FlatBufferBuilder> options,
            Consumer<ModelWriter> constants) {
        ModelWriter m = new ModelWriter();
        m.activation("in", from);
        m.activation("out", to);
        int first = m.activation("marker", 1);
        constants.accept(m);
        int last = m.activation("marker", 1);
        int[] operands = new int[last - first];
        for (int i = 1; i < operands.length; i++) {
            operands[i] = first + i;
        }
        return m.operator(code, operands, new int[] {1}, optionsType, options).network(new int[] {0}, 1);
    }

    private static int[] shape(int... sizes) {
        return sizes;
    }

    @Test
    void depthwise() {
        ToIntFunction<FlatBufferBuilder> options = ModelWriter.depthwise(0, 1, 2);
        assertRefused(
                unary(4, shape(1, 4, 4, 3), shape(1, 4, 4, 3), 2, options, m -> m.weights("w", 1, 1, 3, 3, 3)),
                INVALID_NETWORK,
                "depth multiplier 2",
                "say 1");
        assertRefused(
                unary(4, shape(1, 4, 4, 3), shape(1, 4, 4, 4), 2, options, m -> m.weights("w", 1, 1, 3, 3, 4)),
                INVALID_NETWORK,
                "3 input channels");
        assertRefused(
                unary(4, shape(1, 4, 4, 3), shape(1, 4, 4, 3), 2, options, m -> m.weights("w", 1, 2, 3, 3, 3)),
                INVALID_NETWORK,
                "[2, 3, 3, 3]");
    }

    @Test
    void fullyConnected() {
        assertRefused(
                unary(9, shape(1, 4), shape(1, 3), 8, ModelWriter.flag(1, 1), m -> m.weights("w", 1, 3, 4)),
                UNSUPPORTED_FORM,
                "shuffled");
        assertRefused(
                unary(9, shape(1, 5), shape(1, 3), 8, ModelWriter::none, m -> m.weights("w", 1, 3, 4)),
                INVALID_NETWORK,
                "depth 4");
        assertRefused(
                unary(9, shape(1, 8), shape(1, 3), 8, ModelWriter::none, m -> m.weights("w", 1, 3, 4)),
                INVALID_NETWORK,
                "2 rows of 3 units");
        assertRefused(
                unary(9, shape(1, 4), shape(1, 3), 8, ModelWriter::none, m -> {
                    m.change(0, t -> t.scales = new float[] {3e38f});
                    m.change(m.weights("w", 1, 3, 4), t -> t.scales = new float[] {3e38f});
                }),
                UNSUPPORTED_FORM,
                "product of its scales");
        assertRefused(
                unary(
                        9,
                        shape(1, 4),
                        shape(1, 3),
                        8,
                        ModelWriter::none,
                        m -> m.change(m.weights("w", 1, 3, 4), t -> t.zeroPoints = new long[] {200})),
                INVALID_NETWORK,
                "zero point 200");
    }

    @Test
    void biasInOtherUnitsIsAWarning() {
        ModelWriter m = unary(9, shape(1, 4), shape(1, 3), 8, ModelWriter::none, w -> {
            w.weights("w", 1, 3, 4);
            w.change(w.vector("b", 1, 2, 3), t -> t.scales = new float[] {9});
        });
        Diagnostics diagnostics = new Diagnostics();
        assertThat(TfliteFrontEnd.read("model", m.bytes(), diagnostics).operators())
                .hasSize(1);
        assertThat(diagnostics.all()).singleElement().satisfies(d -> {
            assertThat(d.severity()).isEqualTo(Severity.WARNING);
            assertThat(d.what()).contains("bias has the scale 9.0");
        });
    }

    @Test
    void averagePool() {
        assertRefused(
                unary(
                        1,
                        shape(1, 4, 4, 3),
                        shape(1, 2, 2, 3),
                        5,
                        ModelWriter.pool(0, 2, 2),
                        m -> m.change(1, t -> t.zeroPoints = new long[] {1})),
                UNSUPPORTED_FORM,
                "the same quantisation");
        assertRefused(
                unary(1, shape(1, 4, 4, 3), shape(1, 2, 2, 3), 5, ModelWriter.pool(0, 2, 0), m -> {}),
                INVALID_NETWORK,
                "kernel 0");
        assertRefused(
                unary(1, shape(1, 4, 4, 3), shape(1, 4, 4, 3), 5, ModelWriter.pool(0, 1, 60000), m -> {}),
                ACCUMULATOR_OVERFLOW,
                "3600000000 taps");
    }

    @Test
    void add() {
        assertRefused(
                unary(0, shape(2, 3), shape(2, 3), 11, ModelWriter::none, m -> m.weights("c", 1, 2)),
                INVALID_NETWORK,
                "broadcast");
        assertRefused(
                unary(0, shape(2, 3), shape(3, 2), 11, ModelWriter::none, m -> m.weights("c", 1, 3)),
                INVALID_NETWORK,
                "[3, 2]");
        assertRefused(
                unary(
                        0,
                        shape(2, 3, 2, 3),
                        shape(2, 3, 2, 3),
                        11,
                        ModelWriter::none,
                        m -> m.weights("c", 1, 2, 1, 2, 1)),
                UNSUPPORTED_FORM,
                "three groups");
        assertRefused(
                unary(0, shape(2, 3), shape(2, 3), 11, ModelWriter::none, m -> {
                    m.weights("c", 1, 3);
                    m.change(1, t -> t.scales = new float[] {1e-7f});
                }),
                UNSUPPORTED_FORM,
                "too small");
        ModelWriter constants = new ModelWriter();
        int out = constants.activation("out", 3);
        constants.operator(0, new int[] {constants.weights("a", 1, 3), constants.weights("b", 1, 3)}, out);
        constants.network(new int[] {constants.activation("in", 3)}, out);
        assertRefused(constants, UNSUPPORTED_FORM, "both of its operands are constant");
    }

    @Test
    void mean() {
        assertRefused(
                unary(40, shape(2, 3), shape(3), 27, ModelWriter::none, m -> m.vector("axes", 2)),
                INVALID_NETWORK,
                "axis 2 of 2");
        assertRefused(
                unary(40, shape(2, 3), shape(2), 27, ModelWriter::none, m -> m.vector("axes", 0)),
                INVALID_NETWORK,
                "to be [3]");
        assertRefused(
                unary(40, shape(2, 3, 2, 3), shape(3, 3), 27, ModelWriter::none, m -> m.vector("axes", 0, 2)),
                UNSUPPORTED_FORM,
                "scattered");
        assertRefused(
                unary(40, shape(2, 3), shape(3), 27, ModelWriter::none, m -> m.activation("axes", 1)),
                UNSUPPORTED_FORM,
                "INT32");
        assertRefused(
                unary(40, shape(10000, 1000, 3), shape(3), 27, ModelWriter::none, m -> m.vector("axes", 0, 1)),
                ACCUMULATOR_OVERFLOW,
                "10000000 elements");
        assertRefused(
                unary(40, shape(2, 3), shape(3), 27, ModelWriter::none, m -> {
                    m.vector("axes", 0);
                    m.change(0, t -> t.scales = new float[] {1e20f});
                }),
                UNSUPPORTED_FORM,
                "left shift");
    }

    @Test
    void pad() {
        assertRefused(
                unary(
                        34,
                        shape(1, 2, 2, 1),
                        shape(3, 2, 2, 1),
                        22,
                        ModelWriter::none,
                        m -> m.ints("p", shape(4, 2), 1, 1, 0, 0, 0, 0, 0, 0)),
                UNSUPPORTED_FORM,
                "batch");
        assertRefused(
                unary(34, shape(2, 2), shape(3, 2), 22, ModelWriter::none, m -> m.ints("p", shape(2, 2), -1, 2, 0, 0)),
                INVALID_NETWORK,
                "padding -1");
        assertRefused(
                unary(34, shape(2, 2), shape(3, 2), 22, ModelWriter::none, m -> m.ints("p", shape(1, 2), 1, 0)),
                INVALID_NETWORK,
                "2 paddings for 2");
        assertRefused(
                unary(34, shape(2, 2), shape(4, 2), 22, ModelWriter::none, m -> m.ints("p", shape(2, 2), 1, 0, 0, 0)),
                INVALID_NETWORK,
                "to be [3, 2]");
        assertRefused(
                unary(
                        34,
                        shape(2, 2),
                        shape(3, 2),
                        22,
                        ModelWriter::none,
                        m -> m.longs("p", shape(2, 2), 1L << 40, 0, 0, 0)),
                INVALID_NETWORK,
                "1099511627776");
        assertRefused(
                unary(
                        34,
                        shape(2, 2),
                        shape(2, 2),
                        22,
                        ModelWriter::none,
                        m -> m.ints("p", shape(2, 2), Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0)),
                INVALID_NETWORK,
                "to be [2147483647, 2]");
        assertRefused(
                unary(34, shape(2, 2), shape(3, 2), 22, ModelWriter::none, m -> {
                    m.ints("p", shape(2, 2), 1, 0, 0, 0);
                    m.change(1, t -> t.scales = new float[] {0.7f});
                }),
                UNSUPPORTED_FORM,
                "quantised differently");
        assertRefused(
                unary(
                        34,
                        shape(2, 2, 2, 2),
                        shape(3, 3, 3, 3),
                        22,
                        ModelWriter::none,
                        m -> m.ints("p", shape(4, 2), 1, 0, 1, 0, 1, 0, 1, 0)),
                UNSUPPORTED_FORM,
                "scattered");
    }

    @Test
    void reshape() {
        assertRefused(unary(22, shape(2, 3), shape(5), 0, ModelWriter::none, m -> {}), INVALID_NETWORK, "reshape of");
        assertRefused(
                unary(
                        22,
                        shape(2, 3),
                        shape(6),
                        0,
                        ModelWriter::none,
                        m -> m.change(1, t -> t.type = ModelWriter.UINT8)),
                INVALID_NETWORK,
                "INT8",
                "UINT8");
    }

    @Test
    void softmax() {
        Consumer<ModelWriter> output = m -> m.change(1, t -> {
            t.scales = new float[] {1f / 256};
            t.zeroPoints = new long[] {-128};
        });
        assertRefused(
                unary(25, shape(1, 3), shape(1, 3), 9, ModelWriter.softmax(1), m -> {}), UNSUPPORTED_FORM, "1/256");
        assertRefused(unary(25, shape(1, 3), shape(1, 3), 9, ModelWriter::none, output), INVALID_NETWORK, "beta is 0");
        assertRefused(
                unary(25, shape(1, 3), shape(1, 3), 9, ModelWriter.softmax(Float.NaN), output), INVALID_NETWORK, "NaN");
        assertRefused(
                unary(25, shape(1, 3), shape(1, 3), 9, ModelWriter.softmax(1e-20f), output),
                UNSUPPORTED_FORM,
                "too small");
        assertRefused(
                unary(25, shape(1, 4096), shape(1, 4096), 9, ModelWriter.softmax(1), output),
                UNSUPPORTED_FORM,
                "4096 channels");
        assertRefused(unary(25, shape(1, 3), shape(3, 1), 9, ModelWriter.softmax(1), output), INVALID_NETWORK, "1x1x3");
    }

    @Test
    void transpose() {
        assertRefused(
                unary(39, shape(2, 3), shape(3, 2), 26, ModelWriter::none, m -> m.vector("p", 0, 0)),
                INVALID_NETWORK,
                "permutation");
        assertRefused(
                unary(39, shape(2, 3), shape(3, 2), 26, ModelWriter::none, m -> m.vector("p", 1)),
                INVALID_NETWORK,
                "permutation");
        assertRefused(
                unary(39, shape(2, 3), shape(2, 3), 26, ModelWriter::none, m -> m.vector("p", 1, 0)),
                INVALID_NETWORK,
                "[3, 2]");
        assertRefused(
                unary(39, shape(2, 3, 4, 5), shape(5, 4, 3, 2), 26, ModelWriter::none, m -> m.vector("p", 3, 2, 1, 0)),
                UNSUPPORTED_FORM,
                "4 groups");
    }

    @Test
    void quantize() {
        assertRefused(
                unary(
                        114,
                        shape(3),
                        shape(3),
                        0,
                        ModelWriter::none,
                        m -> m.change(1, t -> t.type = ModelWriter.FLOAT32)),
                UNSUPPORTED_FORM,
                "FLOAT32",
                "INT8 or UINT8");
        assertRefused(
                unary(
                        114,
                        shape(3),
                        shape(3),
                        0,
                        ModelWriter::none,
                        m -> m.change(0, t -> t.scales = new float[] {1e10f})),
                UNSUPPORTED_FORM,
                "2^23");
        assertRefused(unary(6, shape(3), shape(3), 0, ModelWriter::none, m -> {}), UNSUPPORTED_FORM, "FLOAT32");
    }
}
