package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.DslException;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.dsl.TransposeConv2d;
import dev.pex.dsl.Weights;
import dev.pex.operator.Resampling;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Mistakes in operators that move elements, functions of one value and transposed convolutions. */
class MovementMistakesTest {
    private static final Quantized Q = Quantized.int8(0.5f, 0);
    private static final Resampling PLAIN = new Resampling(false, false);

    private final Network net = Network.named("n");
    private final Node x = net.input("x", Shape.of(1, 3, 4, 2), Q);
    private final Node row = net.input("row", Shape.of(1, 4), Q);
    private final Node real = net.floatInput("real", Shape.of(1, 4));
    private final Node constant = net.constant("constant", Shape.of(1), Q, (byte) 1);

    @Test
    void concatenate() {
        Node other = net.input("other", Shape.of(1, 3, 4, 2), Quantized.int8(0.5f, 1));
        rejects(
                () -> x.concatenate("y", Axis.CHANNELS, row),
                "concatenate 'y': concatenation of 3x4x2 and 1x1x4 along CHANNELS");
        rejects(
                () -> x.concatenate("y", Axis.ROWS, other),
                "concatenate 'y': its inputs 'x' and 'other' are quantised differently");
        rejects(
                () -> row.concatenate("y", Axis.ROWS, real),
                "concatenate 'y': its input 'real' is FLOAT32; it takes INT8");
        rejects(() -> constant.concatenate("y", Axis.ROWS), "concatenate 'y': all of its inputs are constant");
    }

    @Test
    void slices() {
        rejects(
                () -> x.slice("y", Slice.all().range(Axis.COLUMNS, 2, 5)),
                "slice 'y': it takes 2 to 5 of 4 along COLUMNS");
        rejects(() -> x.slice("y", Slice.all().range(Axis.ROWS, 1, 1)), "slice 'y': it takes 1 to 1 of 3 along ROWS");
        rejects(() -> x.slice("y", Slice.all().range(Axis.ROWS, -1, 1)), "slice 'y': it takes -1 to 1 of 3 along ROWS");
        rejects(
                () -> x.slice("y", Slice.all().every(0, Axis.CHANNELS)),
                "slice 'y': stride 0 along CHANNELS is not positive");
        rejects(() -> x.split("y", Axis.ROWS, 1, 1), "split 'y': its sizes [1, 1] do not split 3 along ROWS");
        rejects(() -> x.split("y", Axis.ROWS, 4, -1), "split 'y': its sizes [4, -1] do not split 3 along ROWS");
    }

    @Test
    void aSplitThatFailsAddsNothing() {
        Node last = x.slice("y_2", Slice.all());
        var before = net.output(last).build();
        rejects(() -> x.split("y", Axis.ROWS, 1, 1, 1), "split 'y_2': its name is taken already");
        assertThat(net.build()).isEqualTo(before);
    }

    @Test
    void gather() {
        rejects(() -> x.gather("y", Axis.ROWS, 0, 3), "gather 'y': index 3 of 3 along ROWS");
        rejects(() -> x.gather("y", Axis.ROWS), "gather 'y': it has no indices");
    }

    @Test
    void resizes() {
        rejects(() -> x.resizeNearest("y", 0, 5, PLAIN), "resizeNearest 'y': its size 0x5 is not from 1 to 65535");
        rejects(
                () -> x.resizeBilinear("y", 65536, 5, PLAIN),
                "resizeBilinear 'y': its size 65536x5 is not from 1 to 65535");
        rejects(
                () -> row.resizeNearest("y", 5, 5, PLAIN),
                "resizeNearest 'y': its input 'row' has the shape [1, 4]; it takes an image");
        rejects(
                () -> x.resizeBilinear("y", 5, 5, new Resampling(true, true)),
                "resizeBilinear 'y': it has aligned corners and half-pixel centers");
        rejects(
                () -> real.resizeBilinear("y", 5, 5, PLAIN),
                "resizeBilinear 'y': its input 'real' is FLOAT32; it takes INT8");
    }

    @Test
    void functions() {
        Node wide = net.input("wide", Shape.of(1, 4), Quantized.int8(0x1p35f, 0));
        rejects(() -> real.logistic("y"), "logistic 'y': its input 'real' is FLOAT32; it takes INT8");
        rejects(() -> x.relu("y", Quantized.uint8(1f, 0)), "relu 'y': its output is UINT8; it makes INT8");
        rejects(() -> x.leakyRelu("y", Float.NaN, Q), "leakyRelu 'y': alpha NaN is negative or not finite");
        rejects(() -> x.leakyRelu("y", -0.1f, Q), "leakyRelu 'y': alpha -0.1 is negative or not finite");
        rejects(() -> wide.tanh("y"), "tanh 'y': its input scale is 3.4359738368E10; supported: from 2^-28 to 2^35");
        rejects(
                () -> wide.relu("y", Q),
                "relu 'y': the quotient of its scales is 6.8719476736E10; supported: below 2^23");
    }

    @Test
    void prelu() {
        Node alphas = net.constant("alphas", Shape.of(3), Q, (byte) 1, (byte) 1, (byte) 1);
        rejects(() -> x.prelu("y", alphas, Q), "prelu 'y': operands 3x4x2 and 1x1x3 do not broadcast");
        rejects(() -> row.prelu("y", x, Q), "prelu 'y': its alpha 'x' is not constant");
        rejects(() -> constant.prelu("y", constant, Q), "prelu 'y': its input 'constant' is constant");
    }

    @Test
    void casts() {
        rejects(() -> x.cast("y", ElementType.UINT8), "cast 'y': UINT8 needs a scale and a zero point");
        rejects(() -> x.cast("y", Q), "cast 'y': its input 'x' is INT8 already");
        Node index = x.argMax("index", Axis.ROWS);
        rejects(() -> index.relu6("y"), "relu6 'y': its input 'index' is INT32; it takes INT8");
        rejects(() -> index.argMax("y", Axis.ROWS), "argMax 'y': its input 'index' is INT32; it takes INT8");
    }

    @Test
    void transposeConv2d() {
        TransposeConv2d conv = TransposeConv2d.filters(1).kernel(2, 2).weights(Weights.of(new byte[7], 1f));
        rejects(() -> x.transposeConv2d("y", conv, Q), "transposeConv2d 'y': 7 weights for 1x2x2x2 = 8");
        rejects(
                () -> row.transposeConv2d("y", conv, Q),
                "transposeConv2d 'y': its input 'row' has the shape [1, 4]; it takes an image");
        rejects(
                () -> x.transposeConv2d("y", conv.stride(40000, 1), Q),
                "transposeConv2d 'y': kernel 2 with stride 40000 makes 120000 of 3, which exceeds the limit of 65535");
        rejects(
                () -> x.transposeConv2d("y", conv.with(conv.sliding().dilation(2, 1)), Q),
                "transposeConv2d 'y': a transposed window has no dilation");
        rejects(
                () -> x.transposeConv2d("y", TransposeConv2d.filters(0), Q),
                "transposeConv2d 'y': 0 filters are not positive");
    }

    private static void rejects(ThrowingCallable call, String message) {
        Throwable mistake = Assertions.catchThrowable(call);
        assertThat(mistake).isInstanceOf(DslException.class).hasMessageStartingWith(message);
        assertThat(mistake).hasMessageMatching("(?s).*, at (MovementMistakesTest|ThrowableAssert)\\.java:\\d+");
    }
}
