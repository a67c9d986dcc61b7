package dev.pex.frontend.tflite;

import static dev.pex.diagnostic.Code.ACCUMULATOR_OVERFLOW;
import static dev.pex.diagnostic.Code.INVALID_NETWORK;
import static dev.pex.diagnostic.Code.UNSUPPORTED_FORM;
import static dev.pex.diagnostic.Code.UNSUPPORTED_OPERATOR;
import static dev.pex.frontend.tflite.Reading.assertRefused;
import static dev.pex.frontend.tflite.file.BuiltinOperator.CONV_2D;
import static dev.pex.frontend.tflite.file.BuiltinOperator.EXP;
import static dev.pex.frontend.tflite.file.BuiltinOperator.GELU;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RESHAPE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Well-formed files that describe something invalid or unsupported. */
class UnsupportedModelTest {
    /** One convolution, 1x4x4x2 to 1x4x4x3: tensors in 0, out 1, filter 2, bias 3. */
    private static ModelWriter convolution(Consumer<ModelWriter> change) {
        return convolution(ModelWriter.convolution(0, 1, 1, 0), change);
    }

    private static ModelWriter convolution(ToIntFunction<FlatBufferBuilder> options, Consumer<ModelWriter> change) {
        ModelWriter m = new ModelWriter();
        int in = m.activation("in", 1, 4, 4, 2);
        int out = m.activation("out", 1, 4, 4, 3);
        int filter = m.weights("filter", 1, 3, 3, 3, 2);
        int bias = m.vector("bias", 1, 2, 3);
        m.operator(CONV_2D, new int[] {in, filter, bias}, new int[] {out}, options);
        m.network(new int[] {in}, out);
        change.accept(m);
        return m;
    }

    private static Consumer<ModelWriter> tensor(int index, Consumer<ModelWriter.TensorSpec> change) {
        return m -> m.change(index, change);
    }

    /** One operator from a tensor of one shape to one of another. */
    private static ModelWriter unary(BuiltinOperator code, int[] from, int[] to) {
        ModelWriter m = new ModelWriter();
        int in = m.activation("in", from);
        int out = m.activation("out", to);
        return m.operator(code, new int[] {in}, out).network(new int[] {in}, out);
    }

    @Test
    void allUnsupportedOperatorsAreListed() {
        ModelWriter m = new ModelWriter();
        int in = m.activation("in", 1, 4);
        int a = m.activation("a", 1, 4);
        int b = m.activation("b", 1, 4);
        int out = m.activation("out", 1, 4);
        m.operator(EXP, new int[] {in}, a);
        m.custom("Fancy\nOp", new int[] {a}, b);
        m.operator(GELU, new int[] {b}, out);
        m.network(new int[] {in}, out);
        List<Diagnostic> faults = Reading.faults(m);
        assertThat(faults).hasSize(3).allMatch(d -> d.code() == UNSUPPORTED_OPERATOR);
        assertThat(faults.get(0).toString()).contains("#0 EXP 'a'", "CONV_2D, DEPTHWISE_CONV_2D");
        assertThat(faults.get(1).toString()).contains("#1 CUSTOM 'b'", "custom operator 'Fancy?Op'");
        assertThat(faults.get(2).toString()).contains("#2 GELU 'out'");
    }

    @Test
    void faultsOfDifferentKindsAreListedTogether() {
        ModelWriter m = MalformedFileTest.smallModel();
        m.subgraphs = 2;
        int extra = m.activation("extra", 1, 5);
        m.operator(EXP, new int[] {0}, extra);
        m.change(1, t -> t.scales = new float[] {-1});
        assertThat(Reading.faults(m))
                .extracting(Diagnostic::code)
                .contains(UNSUPPORTED_FORM, UNSUPPORTED_OPERATOR, INVALID_NETWORK);
    }

    @Test
    void unknownCodesAreRefused() {
        ModelWriter future = unary(RESHAPE, new int[] {1, 4}, new int[] {1, 4});
        future.operator(999, new int[] {0}, new int[] {future.activation("later", 4)}, 0, ModelWriter::none);
        assertRefused(future, UNSUPPORTED_OPERATOR, "BUILTIN_999");
        assertRefused(
                unary(RESHAPE, new int[] {4}, new int[] {4}).withoutCode(),
                INVALID_NETWORK,
                "number 1 of 1 operator codes");
    }

    @Test
    void subgraphs() {
        assertRefused(convolution(m -> m.subgraphs = 2), UNSUPPORTED_FORM, "2 subgraphs");
        assertRefused(convolution(m -> m.subgraphs = 0), INVALID_NETWORK, "no subgraph");
    }

    @ParameterizedTest
    @CsvSource({"7, INT16", "0, FLOAT32", "3, UINT8", "2, INT32"})
    void typesOfActivations(int type, String name) {
        assertRefused(
                convolution(tensor(0, t -> {
                    t.type = type;
                    t.zeroPoints = new long[] {1};
                })),
                UNSUPPORTED_FORM,
                "#0 CONV_2D 'out'",
                "type " + name,
                "INT8");
    }

    @Test
    void typesOfWeights() {
        assertRefused(convolution(tensor(2, t -> t.type = 0)), UNSUPPORTED_FORM, "FLOAT32", "INT8 filters");
        assertRefused(convolution(tensor(2, t -> t.type = 17)), UNSUPPORTED_FORM, "INT4");
        assertRefused(convolution(tensor(3, t -> t.type = ModelWriter.INT64)), UNSUPPORTED_FORM, "INT64", "INT32");
    }

    @Test
    void constants() {
        assertRefused(convolution(tensor(2, t -> t.data = new byte[53])), INVALID_NETWORK, "53 bytes", "takes 54");
        assertRefused(convolution(tensor(2, t -> t.data = new byte[0])), UNSUPPORTED_FORM, "computed by the network");
        assertRefused(convolution(tensor(2, t -> t.dataOffset = 4096)), UNSUPPORTED_FORM, "outside the FlatBuffer");
        assertRefused(convolution(tensor(2, t -> t.external = 1)), UNSUPPORTED_FORM, "outside the file");
        assertRefused(convolution(tensor(2, t -> t.sparse = true)), UNSUPPORTED_FORM, "sparse");
        assertRefused(convolution(tensor(2, t -> t.buffer = 77)), INVALID_NETWORK, "buffer 77");
        assertRefused(
                convolution(tensor(3, t -> {
                    t.shape = new int[] {2};
                    t.data = new byte[8];
                })),
                INVALID_NETWORK,
                "bias has 2 values");
    }

    @Test
    void shapes() {
        assertRefused(convolution(tensor(0, t -> t.shape = new int[] {1, 0, 4, 2})), INVALID_NETWORK, "[1, 0, 4, 2]");
        assertRefused(convolution(tensor(0, t -> t.shape = new int[] {1, -7, 4, 2})), INVALID_NETWORK, "[1, -7, 4, 2]");
        assertRefused(convolution(tensor(0, t -> t.shape = new int[] {1, -1, 4, 2})), UNSUPPORTED_FORM, "static");
        int huge = 65536;
        assertRefused(
                convolution(tensor(0, t -> t.shape = new int[] {huge, huge, huge, huge})),
                INVALID_NETWORK,
                "too large");
        assertRefused(convolution(tensor(0, t -> t.shape = new int[9])), UNSUPPORTED_FORM, "9 dimensions");
        assertRefused(convolution(tensor(0, t -> t.shape = new int[] {4, 4, 2})), INVALID_NETWORK, "four dimensions");
        assertRefused(convolution(tensor(0, t -> t.shape = new int[] {2, 4, 4, 2})), UNSUPPORTED_FORM, "batch size 2");
        assertRefused(
                convolution(tensor(1, t -> t.shape = new int[] {1, 4, 5, 3})),
                INVALID_NETWORK,
                "#0 CONV_2D 'out'",
                "makes 4x4x3",
                "declared 4x5x3");
    }

    @Test
    void quantisation() {
        assertRefused(convolution(tensor(0, t -> t.scales = new float[0])), INVALID_NETWORK, "no quantisation");
        assertRefused(convolution(tensor(1, t -> t.scales = new float[0])), INVALID_NETWORK, "no quantisation");
        assertRefused(convolution(tensor(2, t -> t.scales = new float[0])), INVALID_NETWORK, "no quantisation");
        for (float scale : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertRefused(
                    convolution(tensor(0, t -> t.scales = new float[] {scale})), INVALID_NETWORK, "scale " + scale);
            assertRefused(
                    convolution(tensor(2, t -> t.scales = new float[] {scale})), INVALID_NETWORK, "scale " + scale);
        }
        for (long zeroPoint : new long[] {128, -129, Long.MAX_VALUE}) {
            assertRefused(
                    convolution(tensor(1, t -> t.zeroPoints = new long[] {zeroPoint})),
                    INVALID_NETWORK,
                    "zero point " + zeroPoint);
        }
        assertRefused(convolution(tensor(0, t -> t.scales = new float[] {1, 2})), UNSUPPORTED_FORM, "2 scales");
        assertRefused(convolution(tensor(2, t -> t.scales = new float[] {1, 2})), INVALID_NETWORK, "2 scales for 3");
        assertRefused(convolution(tensor(0, t -> t.details = 1)), UNSUPPORTED_FORM, "custom quantisation");
        assertRefused(convolution(tensor(2, t -> t.zeroPoints = new long[] {3})), UNSUPPORTED_FORM, "zero point 3");
        assertRefused(
                convolution(tensor(2, t -> {
                    t.scales = new float[] {1, 2, 3};
                    t.zeroPoints = new long[] {0, 0, 1};
                })),
                UNSUPPORTED_FORM,
                "zero point 1");
        assertRefused(
                convolution(tensor(2, t -> {
                    t.scales = new float[] {1, 2, 3};
                    t.dimension = 3;
                })),
                UNSUPPORTED_FORM,
                "along dimension 3");
    }

    @Test
    void scalesAndAccumulators() {
        assertRefused(
                convolution(tensor(0, t -> t.scales = new float[] {1e12f})),
                UNSUPPORTED_FORM,
                "left shift",
                "up to 30");
        assertRefused(
                convolution(tensor(3, t -> t.data = new byte[] {0, 0, 0, 0, -1, -1, -1, 0x7f, 0, 0, 0, 0})),
                ACCUMULATOR_OVERFLOW,
                "output channel 1",
                "bias 2147483647");
    }

    @Test
    void formsOfConvolutions() {
        assertRefused(
                convolution(tensor(2, t -> {
                    t.shape = new int[] {3, 3, 3, 1};
                    t.data = new byte[27];
                })),
                UNSUPPORTED_FORM,
                "grouped",
                "1 of 2 input channels");
        assertRefused(
                convolution(tensor(2, t -> t.shape = new int[] {2, 3, 3, 3})), INVALID_NETWORK, "2 input channels");
        assertRefused(convolution(tensor(2, t -> t.shape = new int[] {54})), INVALID_NETWORK, "not 4 dimensions");
        assertRefused(convolution(ModelWriter.convolution(0, 0, 1, 0), m -> {}), INVALID_NETWORK, "stride 0");
        assertRefused(convolution(ModelWriter.convolution(0, -3, 1, 0), m -> {}), INVALID_NETWORK, "stride -3");
        assertRefused(
                convolution(ModelWriter.convolution(0, 1, 70000, 0), m -> {}), UNSUPPORTED_FORM, "dilation 70000");
        assertRefused(convolution(ModelWriter.convolution(1, 1, 2, 0), m -> {}), INVALID_NETWORK, "output is empty");
        assertRefused(convolution(ModelWriter.convolution(2, 1, 1, 0), m -> {}), UNSUPPORTED_FORM, "padding");
        assertRefused(convolution(ModelWriter.convolution(0, 1, 1, 4), m -> {}), UNSUPPORTED_FORM, "TANH", "RELU6");
        assertRefused(convolution(ModelWriter::none, m -> {}), INVALID_NETWORK, "stride 0");
        assertRefused(
                convolution(m -> {
                    int wide = m.activation("wide", 1, 1, 70000, 2);
                    int made = m.activation("made", 1, 1, 70000, 3);
                    m.operator(CONV_2D, new int[] {wide, 2}, new int[] {made}, ModelWriter.convolution(0, 1, 1, 0));
                    m.network(new int[] {0, wide}, 1, made);
                }),
                UNSUPPORTED_FORM,
                "input of 70000");
    }

    @Test
    void operandsAndOptions() {
        ModelWriter few = new ModelWriter();
        int in = few.activation("in", 4);
        int out = few.activation("out", 4);
        assertRefused(
                few.operator(CONV_2D, new int[] {in}, out).network(new int[] {in}, out),
                INVALID_NETWORK,
                "takes 2 to 3");
        ModelWriter wrong = new ModelWriter();
        int from = wrong.activation("in", 4);
        int to = wrong.activation("out", 4);
        wrong.operator(SOFTMAX.code(), new int[] {from}, new int[] {to}, 17, ModelWriter.softmax(1));
        assertRefused(wrong.network(new int[] {from}, to), INVALID_NETWORK, "options are of another operator");
    }

    @Test
    void indices() {
        ModelWriter missing = unary(RESHAPE, new int[] {4}, new int[] {4});
        missing.operator(RESHAPE, new int[] {-1}, missing.activation("x", 4));
        assertRefused(missing, INVALID_NETWORK, "#1 RESHAPE 'x'", "input 0 is missing");
        ModelWriter outside = unary(RESHAPE, new int[] {4}, new int[] {4});
        outside.operator(RESHAPE, new int[] {99}, outside.activation("x", 4));
        assertRefused(outside, INVALID_NETWORK, "tensor 99 does not exist");
        ModelWriter result = unary(RESHAPE, new int[] {4}, new int[] {4});
        result.operator(RESHAPE, new int[] {0}, 99);
        assertRefused(result, INVALID_NETWORK, "#1 RESHAPE '?'", "tensor 99 does not exist");
        ModelWriter two = unary(RESHAPE, new int[] {4}, new int[] {4});
        two.operator(
                RESHAPE, new int[] {0}, new int[] {two.activation("x", 4), two.activation("y", 4)}, ModelWriter::none);
        assertRefused(two, INVALID_NETWORK, "2 outputs");
    }

    @Test
    void order() {
        ModelWriter late = new ModelWriter();
        int in = late.activation("in", 4);
        int a = late.activation("a", 4);
        int b = late.activation("b", 4);
        late.operator(RESHAPE, new int[] {a}, b)
                .operator(RESHAPE, new int[] {in}, a)
                .network(new int[] {in}, b);
        assertRefused(late, INVALID_NETWORK, "#0 RESHAPE 'b'", "read before it is made", "#1");
        ModelWriter self = new ModelWriter();
        self.activation("in", 4);
        self.activation("a", 4);
        self.operator(RESHAPE, new int[] {1}, 1).network(new int[] {0}, 1);
        assertRefused(self, INVALID_NETWORK, "cyclic");
        ModelWriter nobody = unary(RESHAPE, new int[] {4}, new int[] {4});
        nobody.operator(RESHAPE, new int[] {nobody.activation("x", 4)}, nobody.activation("y", 4));
        assertRefused(nobody, INVALID_NETWORK, "no operator makes it");
        assertRefused(
                unary(RESHAPE, new int[] {4}, new int[] {4}).operator(RESHAPE, new int[] {0}, 1),
                INVALID_NETWORK,
                "made twice");
        assertRefused(
                unary(RESHAPE, new int[] {4}, new int[] {4}).operator(RESHAPE, new int[] {1}, 0),
                INVALID_NETWORK,
                "made twice",
                "the caller");
    }

    @Test
    void inputsAndOutputs() {
        assertRefused(convolution(m -> m.network(new int[] {0, 2}, 1)), INVALID_NETWORK, "constant data");
        assertRefused(convolution(m -> m.network(new int[] {0, 0}, 1)), INVALID_NETWORK, "listed twice as an input");
        assertRefused(convolution(m -> m.network(new int[] {0, 40}, 1)), INVALID_NETWORK, "tensor 40 does not exist");
        assertRefused(convolution(m -> m.network(new int[] {0}, 1, 0)), UNSUPPORTED_FORM, "an input as well");
        assertRefused(convolution(m -> m.network(new int[] {0}, 1, 3)), INVALID_NETWORK, "no operator makes it");
        assertRefused(convolution(m -> m.network(new int[] {0})), INVALID_NETWORK, "no output");
        assertRefused(convolution(m -> m.network(new int[] {0}, 1, -5)), INVALID_NETWORK, "tensor -5");
        assertThat(Reading.faults(convolution(m -> m.network(new int[] {}, 1))))
                .hasSize(2)
                .satisfiesOnlyOnce(d -> assertThat(d.what()).contains("it has no input"));
        assertThat(Reading.faults(new ModelWriter())).hasSize(2);
        assertRefused(
                convolution(m -> m.change(1, t -> t.data = new byte[48])), INVALID_NETWORK, "but has constant data");
    }
}
