package dev.pex.frontend.tflite;

import static dev.pex.diagnostic.Code.INVALID_NETWORK;
import static dev.pex.diagnostic.Code.UNSUPPORTED_FORM;
import static dev.pex.frontend.tflite.Reading.assertRefused;
import static dev.pex.frontend.tflite.file.BuiltinOperator.ABS;
import static dev.pex.frontend.tflite.file.BuiltinOperator.ARG_MAX;
import static dev.pex.frontend.tflite.file.BuiltinOperator.CAST;
import static dev.pex.frontend.tflite.file.BuiltinOperator.ELU;
import static dev.pex.frontend.tflite.file.BuiltinOperator.GATHER;
import static dev.pex.frontend.tflite.file.BuiltinOperator.HARD_SWISH;
import static dev.pex.frontend.tflite.file.BuiltinOperator.LEAKY_RELU;
import static dev.pex.frontend.tflite.file.BuiltinOperator.LOGISTIC;
import static dev.pex.frontend.tflite.file.BuiltinOperator.PACK;
import static dev.pex.frontend.tflite.file.BuiltinOperator.PRELU;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RELU;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RELU6;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RESHAPE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RSQRT;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SHAPE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.STRIDED_SLICE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.TANH;
import static dev.pex.frontend.tflite.file.BuiltinOperator.TRANSPOSE_CONV;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.pex.diagnostic.Diagnostic.Severity;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import dev.pex.graph.Graph;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Cast;
import dev.pex.operator.Gather;
import dev.pex.operator.Logistic;
import dev.pex.operator.Prelu;
import dev.pex.operator.Reshape;
import dev.pex.operator.TransposeConv2d;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Forms of functions of one value, PRELU, ARG_MAX, CAST, GATHER and SHAPE that are read or refused. */
class FunctionFormTest {

    /** Tensors in 0, out 1, and perhaps a constant operand 2. */
    private static ModelWriter model(
            BuiltinOperator code,
            int[] from,
            int[] to,
            ToIntFunction<FlatBufferBuilder> options,
            Consumer<ModelWriter> change) {
        ModelWriter m = new ModelWriter();
        m.activation("in", from);
        m.activation("out", to);
        change.accept(m);
        boolean binary = m.activation("marker", 1) > 2;
        int[] operands = binary ? new int[] {0, 2} : new int[] {0};
        return m.operator(code, operands, new int[] {1}, options).network(new int[] {0}, 1);
    }

    private static ModelWriter function(BuiltinOperator code, Consumer<ModelWriter> change) {
        return model(code, shape(1, 4), shape(1, 4), ModelWriter::none, change);
    }

    private static Consumer<ModelWriter> output(float scale, long zeroPoint) {
        return m -> m.change(1, t -> {
            t.scales = new float[] {scale};
            t.zeroPoints = new long[] {zeroPoint};
        });
    }

    private static Consumer<ModelWriter> input(float scale) {
        return m -> m.change(0, t -> t.scales = new float[] {scale});
    }

    private static int[] shape(int... sizes) {
        return sizes;
    }

    @Test
    void fixedOutputs() {
        assertThat(Reading.read(function(LOGISTIC, output(1f / 256, -128))).operators())
                .singleElement()
                .isInstanceOf(Logistic.class);
        assertRefused(function(LOGISTIC, output(1f / 256, -127)), UNSUPPORTED_FORM, "zero point -127", "1/256");
        assertRefused(function(TANH, output(1f / 256, 0)), UNSUPPORTED_FORM, "1/128");
        assertRefused(
                function(TANH, output(1f / 128, 0).andThen(input(0x1p-30f))), UNSUPPORTED_FORM, "input scale", "2^-28");
        assertRefused(function(LOGISTIC, output(1f / 256, -128).andThen(input(0x1p36f))), UNSUPPORTED_FORM, "2^35");
    }

    @Test
    void limitsOfScales() {
        assertRefused(function(RELU, input(0x1p30f)), UNSUPPORTED_FORM, "quotient of its scales", "2^23");
        assertRefused(function(ABS, input(0x1p30f)), UNSUPPORTED_FORM, "quotient of its scales", "2^23");
        assertRefused(function(ELU, output(0x1p-127f, 0)), UNSUPPORTED_FORM, "output scale", "2^-126");
        assertRefused(
                function(RSQRT, input(0x1p-40f).andThen(inputZeroPoint(-128)).andThen(output(0x1p-9f, 0))),
                UNSUPPORTED_FORM,
                "1 / (square root of its input scale * its output scale)",
                "below 2^29");
        assertRefused(function(HARD_SWISH, input(100f)), UNSUPPORTED_FORM, "scales / 128", "2^-16 to 1");
        assertRefused(function(HARD_SWISH, input(1e-4f)), UNSUPPORTED_FORM, "scales / 128");
        assertRefused(
                function(HARD_SWISH, input(1e-8f).andThen(output(1e-8f, 0))), UNSUPPORTED_FORM, "* 256 / 3", "2^-16");
        assertRefused(
                model(LEAKY_RELU, shape(4), shape(4), ModelWriter.softmax(0x1p27f), m -> {}),
                UNSUPPORTED_FORM,
                "factor of negative values");
    }

    @Test
    void typesOfFunctions() {
        assertRefused(
                function(RELU, m -> m.change(1, t -> t.type = ModelWriter.UINT8)), UNSUPPORTED_FORM, "UINT8", "INT8");
        assertRefused(
                function(RELU, m -> m.change(0, t -> t.type = ModelWriter.INT32)), UNSUPPORTED_FORM, "INT32", "INT8");
    }

    @Test
    void slopes() {
        assertRefused(
                model(LEAKY_RELU, shape(4), shape(4), ModelWriter.softmax(-0.1f), m -> {}),
                UNSUPPORTED_FORM,
                "alpha is -0.1");
        assertRefused(
                model(LEAKY_RELU, shape(4), shape(4), ModelWriter.softmax(Float.NaN), m -> {}), INVALID_NETWORK, "NaN");
    }

    @Test
    void relu6OfOtherQuantisationIsAWarning() {
        Diagnostics diagnostics = new Diagnostics();
        ModelWriter m = function(RELU6, output(0.1f, 3));
        assertThat(TfliteFrontEnd.read("model", m.bytes(), diagnostics).operators())
                .hasSize(1);
        assertThat(diagnostics.all()).singleElement().satisfies(d -> {
            assertThat(d.severity()).isEqualTo(Severity.WARNING);
            assertThat(d.what()).contains("copied as they are");
        });
    }

    @Test
    void rsqrtOfWhatMayBeNegativeIsAWarning() {
        Diagnostics diagnostics = new Diagnostics();
        ModelWriter m = function(RSQRT, inputZeroPoint(-100));
        assertThat(TfliteFrontEnd.read("model", m.bytes(), diagnostics).operators())
                .hasSize(1);
        assertThat(diagnostics.all()).singleElement().satisfies(d -> {
            assertThat(d.severity()).isEqualTo(Severity.WARNING);
            assertThat(d.what()).contains("may be negative", "zero point is -100", "largest output");
        });
        Diagnostics none = new Diagnostics();
        TfliteFrontEnd.read("model", function(RSQRT, inputZeroPoint(-128)).bytes(), none);
        assertThat(none.all()).isEmpty();
    }

    private static Consumer<ModelWriter> inputZeroPoint(long zeroPoint) {
        return m -> m.change(0, t -> t.zeroPoints = new long[] {zeroPoint});
    }

    private static ModelWriter prelu(int[] from, Consumer<ModelWriter> change) {
        return model(PRELU, from, from, ModelWriter::none, change);
    }

    @Test
    void prelu() {
        Graph graph = Reading.read(prelu(shape(1, 4, 5, 3), m -> m.weights("a", 1, 1, 1, 3)));
        Prelu prelu = (Prelu) graph.operators().get(0);
        assertThat(graph.tensor(prelu.alpha()).extent()).isEqualTo(new Extent(1, 1, 3));
        assertRefused(prelu(shape(1, 4), m -> m.weights("a", 1, 3)), INVALID_NETWORK, "does not broadcast to [1, 4]");
        assertRefused(prelu(shape(4), m -> m.weights("a", 1, 2, 4)), INVALID_NETWORK, "does not broadcast to [4]");
        assertRefused(
                prelu(shape(2, 3, 2, 3), m -> m.weights("a", 1, 2, 1, 2, 1)), UNSUPPORTED_FORM, "scattered dimensions");
        assertRefused(prelu(shape(1, 4), m -> m.activation("a", 4)), UNSUPPORTED_FORM, "computed by the network");
        assertRefused(
                prelu(shape(1, 4), m -> m.change(m.weights("a", 1, 4), t -> t.scales = new float[] {1e6f})),
                UNSUPPORTED_FORM,
                "2^15");
        assertRefused(
                model(PRELU, shape(1, 4), shape(4, 1), ModelWriter::none, m -> m.weights("a", 1, 1)),
                INVALID_NETWORK,
                "output has the shape [4, 1]");
    }

    private static ModelWriter argMax(int[] to, int type, Consumer<ModelWriter> axis) {
        return model(ARG_MAX, shape(1, 4, 5, 3), to, ModelWriter::none, m -> {
            m.change(1, t -> t.type = type);
            axis.accept(m);
        });
    }

    @Test
    void argMax() {
        Graph graph = Reading.read(argMax(shape(1, 4, 3), ModelWriter.INT32, m -> m.vector("axis", -2)));
        assertThat(((ArgMax) graph.operators().get(0)).axis()).isEqualTo(Axis.COLUMNS);
        assertThat(graph.outputOf(graph.operators().get(0)).extent()).isEqualTo(new Extent(4, 1, 3));
        assertRefused(argMax(shape(1, 4, 5), ModelWriter.INT64, m -> m.vector("axis", 3)), UNSUPPORTED_FORM, "INT64");
        assertRefused(
                argMax(shape(1, 4, 5), ModelWriter.INT8, m -> m.vector("axis", 3)), UNSUPPORTED_FORM, "INT8", "INT32");
        assertRefused(
                argMax(shape(1, 4, 5), ModelWriter.INT32, m -> m.vector("axis", 2)), INVALID_NETWORK, "[1, 4, 3]");
        assertRefused(
                argMax(shape(1, 4, 5), ModelWriter.INT32, m -> m.vector("axis", 4)), INVALID_NETWORK, "4 dimensions");
        assertRefused(
                argMax(shape(1, 4, 5), ModelWriter.INT32, m -> m.vector("axis", 1, 2)), INVALID_NETWORK, "dimensions");
    }

    @Test
    void casts() {
        Graph graph = Reading.read(function(CAST, m -> m.change(1, t -> t.type = ModelWriter.INT32)));
        assertThat(graph.operators()).singleElement().isInstanceOf(Cast.class);
        Graph same = Reading.read(function(CAST, m -> {}));
        assertThat(same.operators()).singleElement().isInstanceOf(Reshape.class);
        assertRefused(function(CAST, m -> m.change(1, t -> t.type = ModelWriter.INT64)), UNSUPPORTED_FORM, "INT64");
    }

    private static ModelWriter gather(int axis, int batch, int[] to, Consumer<ModelWriter> indices) {
        ToIntFunction<FlatBufferBuilder> options = b -> {
            b.startTable(2);
            b.addInt(0, axis, 0);
            b.addInt(1, batch, 0);
            return b.endTable();
        };
        return model(GATHER, shape(1, 4, 5, 3), to, options, indices);
    }

    @Test
    void gather() {
        Graph graph = Reading.read(gather(-2, 0, shape(1, 4, 2, 3), m -> m.vector("i", 4, 0)));
        assertThat(((Gather) graph.operators().get(0)).axis()).isEqualTo(Axis.COLUMNS);
        assertRefused(gather(1, 0, shape(1, 2, 5, 3), m -> m.vector("i", 4, 0)), INVALID_NETWORK, "index 4 of 4");
        assertRefused(gather(1, 0, shape(1, 2, 5, 3), m -> m.vector("i", -1, 0)), INVALID_NETWORK, "index -1 of 4");
        assertRefused(gather(4, 0, shape(1, 2, 5, 3), m -> m.vector("i", 1, 0)), INVALID_NETWORK, "axis 4 of 4");
        assertRefused(gather(1, 1, shape(1, 2, 5, 3), m -> m.vector("i", 1, 0)), UNSUPPORTED_FORM, "batch dimensions");
        assertRefused(gather(1, 0, shape(1, 3, 5, 3), m -> m.vector("i", 1, 0)), INVALID_NETWORK, "[1, 2, 5, 3]");
        assertRefused(gather(1, 0, shape(1, 2, 5, 3), m -> m.activation("i", 2)), UNSUPPORTED_FORM, "INT32 or INT64");
        assertRefused(
                gather(1, 0, shape(1, 2, 5, 3), m -> {
                    m.vector("i", 1, 0);
                    output(0.7f, 0).accept(m);
                }),
                UNSUPPORTED_FORM,
                "quantised differently");
    }

    /** in 0, out 1, SHAPE of the input 2, which STRIDED_SLICE cuts to 3, from which PACK makes 4. */
    private static ModelWriter shapeArithmetic(int[] in, int... out) {
        ModelWriter m = new ModelWriter();
        m.activation("in", in);
        m.activation("out", out);
        int declared = m.tensor("shape", ModelWriter.INT32, in.length);
        int batch = m.tensor("batch", ModelWriter.INT32);
        int packed = m.tensor("packed", ModelWriter.INT32, out.length);
        int zero = m.vector("zero", 0);
        int one = m.vector("one", 1);
        int[] parts = new int[out.length];
        parts[0] = batch;
        for (int d = 1; d < out.length; d++) {
            parts[d] = m.ints("size", shape(), out[d]);
        }
        m.operator(SHAPE, new int[] {0}, declared);
        m.operator(STRIDED_SLICE, new int[] {declared, zero, one, one}, batch);
        m.operator(PACK, parts, packed);
        return m.network(new int[] {0}, 1);
    }

    private static ModelWriter reshapeByArithmetic() {
        return shapeArithmetic(shape(1, 2, 3), 1, 6).operator(RESHAPE, new int[] {0, 4}, 1);
    }

    @Test
    void shapesForReshapeAreNotComputed() {
        Graph graph = Reading.read(reshapeByArithmetic());
        assertThat(graph.operators()).singleElement().isInstanceOf(Reshape.class);
        assertThat(graph.tensors()).extracting(t -> t.name()).isEqualTo(List.of("in", "out"));
    }

    @Test
    void shapesForTransposedConvolutionsAreNotComputed() {
        ModelWriter m = shapeArithmetic(shape(1, 2, 3, 2), 1, 4, 6, 3);
        int weights = m.weights("w", 1, 3, 2, 2, 2);
        m.operator(TRANSPOSE_CONV, new int[] {4, weights, 0}, shape(1), ModelWriter.convolution(0, 2, 1, 0));
        Graph graph = Reading.read(m);
        assertThat(graph.operators()).singleElement().isInstanceOf(TransposeConv2d.class);
        assertThat(graph.tensors()).extracting(t -> t.name()).isEqualTo(List.of("in", "out"));
    }

    @Test
    void shapesAsDataAreRefused() {
        assertRefused(
                function(SHAPE, m -> m.change(1, t -> t.type = ModelWriter.INT32)), UNSUPPORTED_FORM, "used as data");
        assertThat(Reading.faults(reshapeByArithmetic().network(shape(0), 1, 4)))
                .anySatisfy(d -> assertThat(d.toString()).contains("#0 SHAPE 'shape'", "used as data"));
    }
}
