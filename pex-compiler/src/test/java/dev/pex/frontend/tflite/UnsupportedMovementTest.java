package dev.pex.frontend.tflite;

import static dev.pex.diagnostic.Code.INVALID_NETWORK;
import static dev.pex.diagnostic.Code.UNSUPPORTED_FORM;
import static dev.pex.frontend.tflite.Reading.assertRefused;
import static dev.pex.frontend.tflite.file.BuiltinOperator.CONCATENATION;
import static dev.pex.frontend.tflite.file.BuiltinOperator.PACK;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RESIZE_BILINEAR;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SLICE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SPLIT;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SPLIT_V;
import static dev.pex.frontend.tflite.file.BuiltinOperator.SQUEEZE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.STRIDED_SLICE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.TRANSPOSE_CONV;
import static dev.pex.frontend.tflite.file.BuiltinOperator.UNPACK;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Forms of operators that move values, and of transposed convolutions, that are refused. */
class UnsupportedMovementTest {
    private final ModelWriter m = new ModelWriter();

    /** Options whose fields are 32-bit numbers. */
    private static ToIntFunction<FlatBufferBuilder> numbers(int... values) {
        return b -> {
            b.startTable(values.length);
            for (int i = 0; i < values.length; i++) {
                b.addInt(i, values[i], 0);
            }
            return b.endTable();
        };
    }

    private ModelWriter made(
            BuiltinOperator code, int[] operands, ToIntFunction<FlatBufferBuilder> options, int... out) {
        return m.operator(code, operands, out, options).network(new int[] {0}, out[0]);
    }

    @Test
    void concatenationOfOtherQuantisation() {
        int a = m.activation("a", 1, 2, 2, 3);
        int constant = m.weights("w", 1, 1, 2, 2, 3);
        int out = m.activation("out", 1, 2, 2, 6);
        assertRefused(
                made(CONCATENATION, new int[] {a, constant}, numbers(3), out),
                UNSUPPORTED_FORM,
                "quantised differently");
    }

    @Test
    void concatenationOfOtherShapes() {
        int a = m.activation("a", 1, 2, 2, 3);
        int out = m.activation("out", 1, 2, 2, 7);
        assertRefused(
                made(CONCATENATION, new int[] {a, a}, numbers(3), out), INVALID_NETWORK, "have 6 along dimension 3");
    }

    @Test
    void concatenationAlongNoAxis() {
        int a = m.activation("a", 1, 2, 2, 3);
        int out = m.activation("out", 1, 2, 2, 6);
        assertRefused(made(CONCATENATION, new int[] {a, a}, numbers(4), out), INVALID_NETWORK, "its axis is 4");
    }

    @Test
    void packOfOtherCount() {
        int a = m.activation("a", 4);
        int out = m.activation("out", 2, 4);
        assertRefused(made(PACK, new int[] {a, a}, numbers(3, 0), out), INVALID_NETWORK, "packs 3 of 2");
    }

    @Test
    void sliceBeyondTheInput() {
        int a = m.activation("a", 1, 5);
        int begin = m.vector("begin", 0, 3);
        int size = m.vector("size", 1, 3);
        int out = m.activation("out", 1, 3);
        assertRefused(made(SLICE, new int[] {a, begin, size}, ModelWriter::none, out), INVALID_NETWORK, "3 indices");
    }

    @Test
    void stridedSliceBackwards() {
        int a = m.activation("a", 4);
        int begin = m.vector("begin", 3);
        int end = m.vector("end", 0);
        int strides = m.vector("strides", -1);
        int out = m.activation("out", 3);
        assertRefused(
                made(STRIDED_SLICE, new int[] {a, begin, end, strides}, numbers(), out), UNSUPPORTED_FORM, "stride -1");
    }

    @Test
    void stridedSliceWithEllipsis() {
        int a = m.activation("a", 4);
        int begin = m.vector("begin", 0);
        int end = m.vector("end", 4);
        int strides = m.vector("strides", 1);
        int out = m.activation("out", 4);
        assertRefused(
                made(STRIDED_SLICE, new int[] {a, begin, end, strides}, numbers(0, 0, 1), out),
                UNSUPPORTED_FORM,
                "ellipsis");
    }

    @Test
    void splitIntoUnequalParts() {
        int a = m.activation("a", 1, 5);
        int axis = m.vector("axis", 1);
        int x = m.activation("x", 1, 2);
        int y = m.activation("y", 1, 3);
        assertRefused(made(SPLIT, new int[] {axis, a}, numbers(2), x, y), INVALID_NETWORK, "equal parts");
    }

    @Test
    void splitIntoTheSameOutputTwice() {
        int a = m.activation("a", 1, 4);
        int axis = m.vector("axis", 1);
        int x = m.activation("x", 1, 2);
        assertRefused(made(SPLIT, new int[] {axis, a}, numbers(2), x, x), INVALID_NETWORK, "twice");
    }

    @Test
    void splitIntoSizesThatDoNotAddUp() {
        int a = m.activation("a", 1, 5);
        int sizes = m.vector("sizes", 2, 2);
        int axis = m.vector("axis", 1);
        int x = m.activation("x", 1, 2);
        int y = m.activation("y", 1, 2);
        assertRefused(made(SPLIT_V, new int[] {a, sizes, axis}, numbers(2), x, y), INVALID_NETWORK, "do not split");
    }

    @Test
    void unpackOfOtherCount() {
        int a = m.activation("a", 3, 5);
        int x = m.activation("x", 5);
        assertRefused(made(UNPACK, new int[] {a}, numbers(1, 0), x), INVALID_NETWORK, "1 of 3");
    }

    @Test
    void squeezeOfMoreThanSingletons() {
        int a = m.activation("a", 1, 2, 3);
        int out = m.activation("out", 6);
        assertRefused(made(SQUEEZE, new int[] {a}, ModelWriter::none, out), INVALID_NETWORK, "than those of 1");
    }

    @Test
    void resizeToAnotherSize() {
        int a = m.activation("a", 1, 2, 2, 3);
        int size = m.vector("size", 4, 5);
        int out = m.activation("out", 1, 4, 4, 3);
        assertRefused(made(RESIZE_BILINEAR, new int[] {a, size}, numbers(), out), INVALID_NETWORK, "[4, 5]");
    }

    @Test
    void transposeConvolutionToAnotherShape() {
        int a = m.activation("a", 1, 2, 2, 3);
        int shape = m.vector("shape", 1, 4, 4, 3);
        int w = m.weights("w", 1, 2, 2, 2, 3);
        int out = m.activation("out", 1, 4, 4, 2);
        assertRefused(
                made(
                        TRANSPOSE_CONV,
                        new int[] {shape, w, a},
                        b -> ModelWriter.convolution(0, 2, 0, 0).applyAsInt(b),
                        out),
                INVALID_NETWORK,
                "is asked to have");
    }

    @Test
    void transposeConvolutionWithoutStride() {
        int a = m.activation("a", 1, 2, 2, 3);
        int shape = m.vector("shape", 1, 4, 4, 2);
        int w = m.weights("w", 1, 2, 2, 2, 3);
        int out = m.activation("out", 1, 4, 4, 2);
        assertRefused(
                made(TRANSPOSE_CONV, new int[] {shape, w, a}, ModelWriter.pool(0, 0, 0), out),
                INVALID_NETWORK,
                "stride 0");
    }
}
