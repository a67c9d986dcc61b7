package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.DslException;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Weights;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.ElementType;
import java.util.Arrays;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MistakesTest {
    private static final Quantized Q = Quantized.int8(0.5f, 0);

    private final Network net = Network.named("n");
    private final Node x = net.input("x", Shape.of(1, 3, 3, 2), Q);
    private final Node row = net.input("row", Shape.of(1, 4), Q);
    private final Node real = net.floatInput("real", Shape.of(1, 4));
    private final Node constant = net.constant("constant", Shape.of(1), Q, (byte) 1);
    private final Node foreign = Network.named("other").input("foreign", Shape.of(1, 3, 3, 2), Q);

    @Test
    void messageEndsWithTheLineOfTheCall() {
        Conv2d options = Conv2d.filters(1).kernel(5, 5).weights(Weights.of(new byte[50], 1f));
        int line = -1;
        DslException mistake = null;
        try {
            line = line();
            x.conv2d("stem", options, Q);
        } catch (DslException e) {
            mistake = e;
        }
        assertThat(mistake)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "conv2d 'stem': kernel 5x5 is larger than its 3x3 input, at MistakesTest.java:" + (line + 1));
    }

    @Test
    void takenNamesNameBothLines() {
        int line = line();
        x.softmax("y");
        rejects(() -> x.softmax("y"), "softmax 'y': its name is taken already, at MistakesTest.java:" + (line + 1));
    }

    @Test
    void names() {
        rejects(() -> Network.named("Keyword"), "network 'Keyword': its name must be a letter");
        rejects(() -> Network.named("1st"), "network '1st': its name must be a letter");
        rejects(() -> x.softmax(" "), "softmax ' ': its name is blank");
        rejects(() -> x.softmax("row"), "softmax 'row': its name is taken already");
        rejects(() -> net.input("row", Shape.of(1), Q), "input 'row': its name is taken already");
        rejects(() -> net.constant("row", Shape.of(1), Q, (byte) 0), "constant 'row': its name is taken already");
    }

    @Test
    void shapes() {
        rejects(() -> Shape.of(1, 0, 2), "shape [1, 0, 2]: its dimensions must be positive");
        rejects(() -> Shape.of(2, 3, 3, 1), "shape [2, 3, 3, 1]: its batch is 2; it must be 1");
        rejects(() -> Shape.of(65536, 65536), "shape [65536, 65536]: it has more than 2147483647 elements");
    }

    @Test
    void quantisations() {
        rejects(() -> Quantized.int8(0f, 0), "INT8 scale 0.0 is not positive and finite");
        rejects(() -> Quantized.int8(Float.NaN, 0), "INT8 scale NaN is not positive and finite");
        rejects(() -> Quantized.uint8(Float.POSITIVE_INFINITY, 0), "UINT8 scale Infinity is not positive");
        rejects(() -> Quantized.int8(1f, 128), "INT8 zero point 128 is outside [-128, 127]");
        rejects(() -> Quantized.uint8(1f, -1), "UINT8 zero point -1 is outside [0, 255]");
        rejects(() -> new Quantized(ElementType.FLOAT32, 1f, 0), "FLOAT32 is not quantised");
    }

    @Test
    void weights() {
        Conv2d conv = Conv2d.filters(3).weights(Weights.of(new byte[6], 1f));
        rejects(() -> x.conv2d("y", Conv2d.filters(3), Q), "conv2d 'y': it has no weights");
        rejects(
                () -> x.conv2d("y", conv.weights(Weights.of(new byte[5], 1f)), Q),
                "conv2d 'y': 5 weights for 3x1x1x2 = 6");
        rejects(
                () -> x.conv2d("y", conv.weights(Weights.of(new byte[6], 1f, 1f)), Q),
                "conv2d 'y': 2 scales for 3 output channels; it takes 1 or 3");
        rejects(
                () -> x.conv2d("y", conv.weights(Weights.of(new byte[6], 1f, -0.5f, 1f)), Q),
                "conv2d 'y': scale 1 of its weights is -0.5; it must be positive and finite");
        rejects(
                () -> x.conv2d("y", conv.weights(Weights.of(new byte[6], 1f).zeroPoint(1)), Q),
                "conv2d 'y': the zero point of its weights is 1; only fully connected weights may have one");
        rejects(() -> x.conv2d("y", conv.bias(1, 2), Q), "conv2d 'y': 2 biases for 3 output channels");
        rejects(
                () -> x.depthwiseConv2d("y", DepthwiseConv2d.kernel(2, 2).weights(Weights.of(new byte[7], 1f)), Q),
                "depthwiseConv2d 'y': 7 weights for 2x2x2 = 8");
        rejects(
                () -> row.fullyConnected("y", FullyConnected.units(2).weights(Weights.of(new byte[9], 1f)), Q),
                "fullyConnected 'y': 9 weights for 2x4 = 8");
        rejects(
                () -> row.fullyConnected(
                        "y",
                        FullyConnected.units(2)
                                .weights(Weights.of(new byte[8], 1f, 1f).zeroPoint(1)),
                        Q),
                "fullyConnected 'y': the zero point of its weights is 1; only weights with one scale may have one");
        rejects(
                () -> row.fullyConnected(
                        "y",
                        FullyConnected.units(2)
                                .weights(Weights.of(new byte[8], 1f).zeroPoint(-129)),
                        Q),
                "fullyConnected 'y': the zero point of its weights is -129, outside [-128, 127]");
        rejects(
                () -> net.constant("c", Shape.of(2, 3), Q, (byte) 1),
                "constant 'c': 1 values for the shape [2, 3] = 6");
    }

    @Test
    void sizes() {
        rejects(() -> x.conv2d("y", Conv2d.filters(0), Q), "conv2d 'y': 0 filters are not positive");
        rejects(
                () -> x.depthwiseConv2d("y", DepthwiseConv2d.kernel(1, 1).multiplier(0), Q),
                "depthwiseConv2d 'y': multiplier 0 is not positive");
        rejects(
                () -> x.depthwiseConv2d("y", DepthwiseConv2d.kernel(1, 1).multiplier(Integer.MAX_VALUE), Q),
                "depthwiseConv2d 'y': 4294967294 output channels are too many");
        rejects(
                () -> row.fullyConnected("y", FullyConnected.units(-1), Q),
                "fullyConnected 'y': -1 units are not positive");
        rejects(
                () -> x.averagePool2d("y", AveragePool2d.kernel(0, 2)),
                "averagePool2d 'y': kernel 0x2 is not positive");
        rejects(
                () -> x.averagePool2d("y", AveragePool2d.kernel(2, 2).stride(1, 0)),
                "averagePool2d 'y': stride 1x0 is not positive");
        rejects(() -> x.conv2d("y", Conv2d.filters(1).dilation(0, 1), Q), "conv2d 'y': dilation 0x1 is not positive");
        rejects(
                () -> x.conv2d("y", Conv2d.filters(1).kernel(1, 3).dilation(1, 2), Q),
                "conv2d 'y': kernel 1x3, dilated to 1x5, is larger than its 3x3 input");
        rejects(
                () -> x.conv2d("y", Conv2d.filters(1).kernel(3, 3).stride(65536, 1), Q),
                "conv2d 'y': kernel 3x3 with stride 65536x1 on its 3x3 input exceeds the limit of 65535");
        AveragePool2d pool = AveragePool2d.kernel(2, 2);
        rejects(
                () -> x.averagePool2d("y", pool.with(pool.sliding().dilation(2, 2))),
                "averagePool2d 'y': a pooling window has no dilation");
        rejects(
                () -> x.pad("y", new Border(Integer.MAX_VALUE, 0, 0), new Border(0, 0, 0)),
                "pad 'y': its output has more than 2147483647 elements");
    }

    @Test
    void inputsThatDoNotFit() {
        rejects(
                () -> row.conv2d("y", Conv2d.filters(1), Q),
                "conv2d 'y': its input 'row' has the shape [1, 4]; it takes an image, [1, rows, columns, channels]");
        rejects(
                () -> x.fullyConnected("y", FullyConnected.units(1), Q),
                "fullyConnected 'y': its input 'x' has the shape [1, 3, 3, 2]; it takes [rows, channels]");
        rejects(() -> x.reshape("y", Shape.of(4, 4)), "reshape 'y': [1, 3, 3, 2] has 18 elements, [4, 4] has 16");
        rejects(() -> x.add("y", row, Q), "add 'y': operands 3x3x2 and 1x1x4 do not broadcast");
        rejects(() -> x.add("y", foreign, Q), "add 'y': its input 'foreign' belongs to another network");
        rejects(() -> constant.add("y", constant, Q), "add 'y': both of its inputs are constant");
        rejects(
                () -> constant.softmax("y"),
                "softmax 'y': its input 'constant' is constant; only operators with two inputs, concatenate and"
                        + " prelu take constants");
        rejects(() -> x.mean("y", Q), "mean 'y': it has no axes");
        rejects(() -> x.mean("y", Q, Axis.ROWS, Axis.ROWS), "mean 'y': its axes [ROWS, ROWS] repeat themselves");
        rejects(
                () -> x.transpose("y", Axis.ROWS, Axis.ROWS, Axis.CHANNELS),
                "transpose 'y': ROWS, ROWS, CHANNELS is no permutation of the axes");
        rejects(() -> x.softmax("y", -1f), "softmax 'y': beta -1.0 is not positive and finite");
    }

    @Test
    void types() {
        Quantized unsigned = Quantized.uint8(1f, 0);
        Node bytes = net.input("bytes", Shape.of(1, 3, 3, 2), unsigned);
        rejects(() -> real.softmax("y"), "softmax 'y': its input 'real' is FLOAT32; it takes INT8");
        rejects(() -> bytes.mean("y", Q, Axis.ROWS), "mean 'y': its input 'bytes' is UINT8; it takes INT8");
        rejects(() -> x.mean("y", unsigned, Axis.ROWS), "mean 'y': its output is UINT8; it makes INT8");
        rejects(() -> x.add("y", bytes, Q), "add 'y': its input 'bytes' is UINT8; it takes INT8");
        rejects(() -> x.add("y", x, unsigned), "add 'y': its output is UINT8; it makes INT8");
        rejects(() -> real.requantize("y", Q), "requantize 'y': its input 'real' is FLOAT32; it takes INT8 or UINT8");
        rejects(() -> real.dequantize("y"), "dequantize 'y': its input 'real' is FLOAT32; it takes INT8 or UINT8");
        rejects(() -> x.quantize("y", Q), "quantize 'y': its input 'x' is INT8; it takes FLOAT32");
        rejects(
                () -> net.constant("c", Shape.of(1), unsigned, (byte) 1),
                "constant 'c': its output is UINT8; it makes INT8");
    }

    @Test
    void arithmeticThatIsNotDefined() {
        byte[] weights = new byte[8];
        Arrays.fill(weights, (byte) -128);
        Conv2d conv = Conv2d.filters(4).weights(Weights.of(weights, 1f)).bias(0, 0, Integer.MAX_VALUE, 0);
        rejects(
                () -> x.conv2d("y", conv, Quantized.int8(1f, 0)),
                "conv2d 'y': the accumulator of output channel 2 may leave int32: sum of absolute weights 256, bias"
                        + " 2147483647, left shift 0");
        rejects(
                () -> x.conv2d("y", conv.bias(0, 0, 0, 0), Quantized.int8(1e-9f, 0)),
                "conv2d 'y': the accumulator of output channel 0 may leave int32: sum of absolute weights 256, bias 0,"
                        + " left shift 29");
        rejects(
                () -> x.conv2d("y", conv.bias(0, 0, 0, 0), Quantized.int8(1e-12f, 0)),
                "conv2d 'y': the scales of output channel 0 need a left shift by 39; supported: up to 30");
        Node large = net.input("large", Shape.of(1, 4), Quantized.int8(1e30f, 0));
        rejects(
                () -> large.fullyConnected("y", FullyConnected.units(1).weights(Weights.of(new byte[4], 1e30f)), Q),
                "fullyConnected 'y': the product of its scales is infinite");
        rejects(
                () -> x.add("y", x, Quantized.int8(1e-7f, 0)),
                "add 'y': its output scale 1.0E-7 is too small for its inputs; supported: more than 2^-19 of theirs");
        rejects(
                () -> x.mean("y", Quantized.int8(1e-10f, 0), Axis.ROWS),
                "mean 'y': its scales need a left shift by 32; supported: up to 30");
        rejects(
                () -> x.mean("y", Quantized.int8(1e-8f, 0), Axis.ROWS),
                "mean 'y': a sum of 3 elements, shifted left by 25, may leave int32");
        rejects(
                () -> x.softmax("y", 0x1p-26f),
                "softmax 'y': its input scale 0.5 times beta 1.4901161E-8 is too small; supported: products above 2^-26");
        Node wide = net.input("wide", Shape.of(1, 4096), Q);
        rejects(() -> wide.softmax("y"), "softmax 'y': it has 4096 channels; supported: up to 4095");
        rejects(
                () -> large.requantize("y", Q),
                "requantize 'y': its scales differ by the factor 2.0000000300949324E30; supported: factors below 2^23");
        rejects(
                () -> x.averagePool2d("y", AveragePool2d.kernel(65535, 65535).same()),
                "averagePool2d 'y': a sum of 4294836225 taps may leave int32");
    }

    @Test
    void outputs() {
        Node y = x.softmax("y");
        rejects(net::build, "network 'n': it has no output");
        rejects(() -> net.output(foreign), "output 'foreign': it belongs to another network");
        rejects(() -> net.output(x), "output 'x': no operator makes it");
        rejects(() -> net.output(constant), "output 'constant': no operator makes it");
        net.output(y);
        rejects(() -> net.output(y), "output 'y': it is an output already");
    }

    @Test
    void aMistakeLeavesTheNetworkAsItWas() {
        net.output(x.softmax("y"));
        var before = net.build();
        rejects(() -> x.add("z", row, Q), "add 'z'");
        rejects(() -> net.constant("c", Shape.of(2), Q, (byte) 1), "constant 'c'");
        assertThat(net.build()).isEqualTo(before);
        assertThat(x.softmax("z").name()).isEqualTo("z");
    }

    private static void rejects(ThrowingCallable call, String message) {
        Throwable mistake = Assertions.catchThrowable(call);
        assertThat(mistake).isInstanceOf(DslException.class).hasMessageStartingWith(message);
        assertThat(mistake).hasMessageMatching("(?s).*, at (MistakesTest|ThrowableAssert)\\.java:\\d+");
    }

    /** The line that calls this. */
    private static int line() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }
}
