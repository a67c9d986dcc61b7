package dev.pex.frontend.tflite;

import static dev.pex.diagnostic.Code.ACCUMULATOR_OVERFLOW;
import static dev.pex.diagnostic.Code.INVALID_NETWORK;
import static dev.pex.diagnostic.Code.UNSUPPORTED_FORM;
import static dev.pex.frontend.tflite.Reading.assertRefused;
import static dev.pex.frontend.tflite.file.BuiltinOperator.ADD;
import static dev.pex.frontend.tflite.file.BuiltinOperator.AVERAGE_POOL_2D;
import static dev.pex.frontend.tflite.file.BuiltinOperator.DEPTHWISE_CONV_2D;
import static dev.pex.frontend.tflite.file.BuiltinOperator.DEQUANTIZE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.FULLY_CONNECTED;
import static dev.pex.frontend.tflite.file.BuiltinOperator.MEAN;
import static dev.pex.frontend.tflite.file.BuiltinOperator.PAD;
import static dev.pex.frontend.tflite.file.BuiltinOperator.QUANTIZE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RESHAPE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SOFTMAX;
import static dev.pex.frontend.tflite.file.BuiltinOperator.TRANSPOSE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.pex.diagnostic.Diagnostic.Severity;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Forms of single operators that are refused. */
class UnsupportedFormTest {
    /** One operator with one activation operand; tensors in 0, out 1, then those that are added. */
    private static ModelWriter unary(
            BuiltinOperator code,
            int[] from,
            int[] to,
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
        return m.operator(code, operands, new int[] {1}, options).network(new int[] {0}, 1);
    }

    private static int[] shape(int... sizes) {
        return sizes;
    }

    @Test
    void depthwise() {
        ToIntFunction<FlatBufferBuilder> options = ModelWriter.depthwise(0, 1, 2);
        assertRefused(
                unary(
                        DEPTHWISE_CONV_2D,
                        shape(1, 4, 4, 3),
                        shape(1, 4, 4, 3),
                        options,
                        m -> m.weights("w", 1, 1, 3, 3, 3)),
                INVALID_NETWORK,
                "depth multiplier 2",
                "say 1");
        assertRefused(
                unary(
                        DEPTHWISE_CONV_2D,
                        shape(1, 4, 4, 3),
                        shape(1, 4, 4, 4),
                        options,
                        m -> m.weights("w", 1, 1, 3, 3, 4)),
                INVALID_NETWORK,
                "3 input channels");
        assertRefused(
                unary(
                        DEPTHWISE_CONV_2D,
                        shape(1, 4, 4, 3),
                        shape(1, 4, 4, 3),
                        options,
                        m -> m.weights("w", 1, 2, 3, 3, 3)),
                INVALID_NETWORK,
                "[2, 3, 3, 3]");
    }

    @Test
    void fullyConnected() {
        assertRefused(
                unary(FULLY_CONNECTED, shape(1, 4), shape(1, 3), ModelWriter.flag(1, 1), m -> m.weights("w", 1, 3, 4)),
                UNSUPPORTED_FORM,
                "shuffled");
        assertRefused(
                unary(FULLY_CONNECTED, shape(1, 5), shape(1, 3), ModelWriter::none, m -> m.weights("w", 1, 3, 4)),
                INVALID_NETWORK,
                "depth 4");
        assertRefused(
                unary(FULLY_CONNECTED, shape(1, 8), shape(1, 3), ModelWriter::none, m -> m.weights("w", 1, 3, 4)),
                INVALID_NETWORK,
                "2 rows of 3 units");
        assertRefused(
                unary(FULLY_CONNECTED, shape(1, 4), shape(1, 3), ModelWriter::none, m -> {
                    m.change(0, t -> t.scales = new float[] {3e38f});
                    m.change(m.weights("w", 1, 3, 4), t -> t.scales = new float[] {3e38f});
                }),
                UNSUPPORTED_FORM,
                "product of its scales");
        assertRefused(
                unary(
                        FULLY_CONNECTED,
                        shape(1, 4),
                        shape(1, 3),
                        ModelWriter::none,
                        m -> m.change(m.weights("w", 1, 3, 4), t -> t.zeroPoints = new long[] {200})),
                INVALID_NETWORK,
                "zero point 200");
    }

    @Test
    void biasInOtherUnitsIsAWarning() {
        ModelWriter m = unary(FULLY_CONNECTED, shape(1, 4), shape(1, 3), ModelWriter::none, w -> {
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
                        AVERAGE_POOL_2D,
                        shape(1, 4, 4, 3),
                        shape(1, 2, 2, 3),
                        ModelWriter.pool(0, 2, 2),
                        m -> m.change(1, t -> t.zeroPoints = new long[] {1})),
                UNSUPPORTED_FORM,
                "the same quantisation");
        assertRefused(
                unary(AVERAGE_POOL_2D, shape(1, 4, 4, 3), shape(1, 2, 2, 3), ModelWriter.pool(0, 2, 0), m -> {}),
                INVALID_NETWORK,
                "kernel 0");
        assertRefused(
                unary(AVERAGE_POOL_2D, shape(1, 4, 4, 3), shape(1, 4, 4, 3), ModelWriter.pool(0, 1, 60000), m -> {}),
                ACCUMULATOR_OVERFLOW,
                "3600000000 taps");
    }

    @Test
    void add() {
        assertRefused(
                unary(ADD, shape(2, 3), shape(2, 3), ModelWriter::none, m -> m.weights("c", 1, 2)),
                INVALID_NETWORK,
                "broadcast");
        assertRefused(
                unary(ADD, shape(2, 3), shape(3, 2), ModelWriter::none, m -> m.weights("c", 1, 3)),
                INVALID_NETWORK,
                "[3, 2]");
        assertRefused(
                unary(ADD, shape(2, 3, 2, 3), shape(2, 3, 2, 3), ModelWriter::none, m -> m.weights("c", 1, 2, 1, 2, 1)),
                UNSUPPORTED_FORM,
                "three groups");
        assertRefused(
                unary(ADD, shape(2, 3), shape(2, 3), ModelWriter::none, m -> {
                    m.weights("c", 1, 3);
                    m.change(1, t -> t.scales = new float[] {1e-7f});
                }),
                UNSUPPORTED_FORM,
                "too small");
        ModelWriter constants = new ModelWriter();
        int out = constants.activation("out", 3);
        constants.operator(ADD, new int[] {constants.weights("a", 1, 3), constants.weights("b", 1, 3)}, out);
        constants.network(new int[] {constants.activation("in", 3)}, out);
        assertRefused(constants, UNSUPPORTED_FORM, "both of its operands are constant");
    }

    @Test
    void mean() {
        assertRefused(
                unary(MEAN, shape(2, 3), shape(3), ModelWriter::none, m -> m.vector("axes", 2)),
                INVALID_NETWORK,
                "axis 2 of 2");
        assertRefused(
                unary(MEAN, shape(2, 3), shape(2), ModelWriter::none, m -> m.vector("axes", 0)),
                INVALID_NETWORK,
                "to be [3]");
        assertRefused(
                unary(MEAN, shape(2, 3, 2, 3), shape(3, 3), ModelWriter::none, m -> m.vector("axes", 0, 2)),
                UNSUPPORTED_FORM,
                "scattered");
        assertRefused(
                unary(MEAN, shape(2, 3), shape(3), ModelWriter::none, m -> m.activation("axes", 1)),
                UNSUPPORTED_FORM,
                "INT32");
        assertRefused(
                unary(MEAN, shape(10000, 1000, 3), shape(3), ModelWriter::none, m -> m.vector("axes", 0, 1)),
                ACCUMULATOR_OVERFLOW,
                "10000000 elements");
        assertRefused(
                unary(MEAN, shape(2, 3), shape(3), ModelWriter::none, m -> {
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
                        PAD,
                        shape(1, 2, 2, 1),
                        shape(3, 2, 2, 1),
                        ModelWriter::none,
                        m -> m.ints("p", shape(4, 2), 1, 1, 0, 0, 0, 0, 0, 0)),
                UNSUPPORTED_FORM,
                "batch");
        assertRefused(
                unary(PAD, shape(2, 2), shape(3, 2), ModelWriter::none, m -> m.ints("p", shape(2, 2), -1, 2, 0, 0)),
                INVALID_NETWORK,
                "padding -1");
        assertRefused(
                unary(PAD, shape(2, 2), shape(3, 2), ModelWriter::none, m -> m.ints("p", shape(1, 2), 1, 0)),
                INVALID_NETWORK,
                "2 paddings for 2");
        assertRefused(
                unary(PAD, shape(2, 2), shape(4, 2), ModelWriter::none, m -> m.ints("p", shape(2, 2), 1, 0, 0, 0)),
                INVALID_NETWORK,
                "to be [3, 2]");
        assertRefused(
                unary(
                        PAD,
                        shape(2, 2),
                        shape(3, 2),
                        ModelWriter::none,
                        m -> m.longs("p", shape(2, 2), 1L << 40, 0, 0, 0)),
                INVALID_NETWORK,
                "1099511627776");
        assertRefused(
                unary(
                        PAD,
                        shape(2, 2),
                        shape(2, 2),
                        ModelWriter::none,
                        m -> m.ints("p", shape(2, 2), Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0)),
                INVALID_NETWORK,
                "to be [2147483647, 2]");
        assertRefused(
                unary(PAD, shape(2, 2), shape(3, 2), ModelWriter::none, m -> {
                    m.ints("p", shape(2, 2), 1, 0, 0, 0);
                    m.change(1, t -> t.scales = new float[] {0.7f});
                }),
                UNSUPPORTED_FORM,
                "quantised differently");
        assertRefused(
                unary(
                        PAD,
                        shape(2, 2, 2, 2),
                        shape(3, 3, 3, 3),
                        ModelWriter::none,
                        m -> m.ints("p", shape(4, 2), 1, 0, 1, 0, 1, 0, 1, 0)),
                UNSUPPORTED_FORM,
                "scattered");
    }

    @Test
    void reshape() {
        assertRefused(unary(RESHAPE, shape(2, 3), shape(5), ModelWriter::none, m -> {}), INVALID_NETWORK, "reshape of");
        assertRefused(
                unary(
                        RESHAPE,
                        shape(2, 3),
                        shape(6),
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
                unary(SOFTMAX, shape(1, 3), shape(1, 3), ModelWriter.softmax(1), m -> {}), UNSUPPORTED_FORM, "1/256");
        assertRefused(
                unary(SOFTMAX, shape(1, 3), shape(1, 3), ModelWriter::none, output), INVALID_NETWORK, "beta is 0");
        assertRefused(
                unary(SOFTMAX, shape(1, 3), shape(1, 3), ModelWriter.softmax(Float.NaN), output),
                INVALID_NETWORK,
                "NaN");
        assertRefused(
                unary(SOFTMAX, shape(1, 3), shape(1, 3), ModelWriter.softmax(1e-20f), output),
                UNSUPPORTED_FORM,
                "too small");
        assertRefused(
                unary(SOFTMAX, shape(1, 4096), shape(1, 4096), ModelWriter.softmax(1), output),
                UNSUPPORTED_FORM,
                "4096 channels");
        assertRefused(
                unary(SOFTMAX, shape(1, 3), shape(3, 1), ModelWriter.softmax(1), output), INVALID_NETWORK, "1x1x3");
    }

    @Test
    void transpose() {
        assertRefused(
                unary(TRANSPOSE, shape(2, 3), shape(3, 2), ModelWriter::none, m -> m.vector("p", 0, 0)),
                INVALID_NETWORK,
                "permutation");
        assertRefused(
                unary(TRANSPOSE, shape(2, 3), shape(3, 2), ModelWriter::none, m -> m.vector("p", 1)),
                INVALID_NETWORK,
                "permutation");
        assertRefused(
                unary(TRANSPOSE, shape(2, 3), shape(2, 3), ModelWriter::none, m -> m.vector("p", 1, 0)),
                INVALID_NETWORK,
                "[3, 2]");
        assertRefused(
                unary(
                        TRANSPOSE,
                        shape(2, 3, 4, 5),
                        shape(5, 4, 3, 2),
                        ModelWriter::none,
                        m -> m.vector("p", 3, 2, 1, 0)),
                UNSUPPORTED_FORM,
                "4 groups");
    }

    @Test
    void quantize() {
        assertRefused(
                unary(
                        QUANTIZE,
                        shape(3),
                        shape(3),
                        ModelWriter::none,
                        m -> m.change(1, t -> t.type = ModelWriter.FLOAT32)),
                UNSUPPORTED_FORM,
                "FLOAT32",
                "INT8 or UINT8");
        assertRefused(
                unary(
                        QUANTIZE,
                        shape(3),
                        shape(3),
                        ModelWriter::none,
                        m -> m.change(0, t -> t.scales = new float[] {1e10f})),
                UNSUPPORTED_FORM,
                "2^23");
        assertRefused(unary(DEQUANTIZE, shape(3), shape(3), ModelWriter::none, m -> {}), UNSUPPORTED_FORM, "FLOAT32");
    }
}
