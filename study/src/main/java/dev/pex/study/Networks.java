package dev.pex.study;

import static dev.pex.operator.Activation.NONE;
import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import dev.pex.floats.FloatNetwork;

/** The networks of the study, before training. */
final class Networks {
    /** How many times its operand the middle of an inverted residual block is wide. */
    private static final int EXPANSION = 4;

    private Networks() {}

    /** DS-CNN of MLPerf Tiny, for a second of speech: 49 frames of 10 cepstral coefficients. */
    static FloatNetwork dsCnn() {
        Network net = Network.named("ds_cnn").randomWeights(1);
        Node x = net.input("mfcc", Shape.of(1, 49, 10, 1));
        x = x.conv2d(
                "stem", Conv2d.filters(64).kernel(10, 4).stride(2, 2).same().activation(RELU));
        for (int i = 1; i <= 4; i++) {
            x = x.depthwiseConv2d(
                    "depthwise" + i, DepthwiseConv2d.kernel(3, 3).same().activation(RELU));
            x = x.conv2d("pointwise" + i, Conv2d.filters(64).kernel(1, 1).activation(RELU));
        }
        x = x.globalAveragePool("pool").fullyConnected("logits", FullyConnected.units(12));
        net.output(x.softmax("scores"));
        return net.real();
    }

    /** ResNet-8 of MLPerf Tiny, for images of 32 by 32 pixels. */
    static FloatNetwork resnet8() {
        Network net = Network.named("resnet8").randomWeights(1);
        Node x = net.input("image", Shape.of(1, 32, 32, 3));
        x = x.conv2d("stem", Conv2d.filters(16).kernel(3, 3).same().activation(RELU));
        x = block("one", x, 16, 1);
        x = block("two", x, 32, 2);
        x = block("three", x, 64, 2);
        x = x.globalAveragePool("pool").fullyConnected("logits", FullyConnected.units(10));
        net.output(x.softmax("scores"));
        return net.real();
    }

    /**
     * A network like MobileNetV1 at half of its width, with two of its five middle blocks and without the last two, for square images:
     * 7.3 million multiply-accumulates at 64 by 64 pixels.
     */
    static FloatNetwork mobileNet(int side) {
        Network net = Network.named("mobilenet_" + side).randomWeights(1);
        Node x = net.input("image", Shape.of(1, side, side, 3));
        x = x.conv2d("stem", Conv2d.filters(16).kernel(3, 3).stride(2, 2).same().activation(RELU));
        int[] filters = {32, 64, 64, 128, 128, 256, 256, 256};
        int[] strides = {1, 2, 1, 2, 1, 2, 1, 1};
        for (int i = 0; i < filters.length; i++) {
            x = x.depthwiseConv2d(
                    "depthwise" + (i + 1),
                    DepthwiseConv2d.kernel(3, 3)
                            .stride(strides[i], strides[i])
                            .same()
                            .activation(RELU));
            x = x.conv2d(
                    "pointwise" + (i + 1),
                    Conv2d.filters(filters[i]).kernel(1, 1).activation(RELU));
        }
        x = x.globalAveragePool("pool").fullyConnected("logits", FullyConnected.units(2));
        net.output(x.softmax("scores"));
        return net.real();
    }

    /**
     * A network like MobileNetV2, with seven of its inverted residual blocks, for images of 32 by 32 pixels: 6.5 million
     * multiply-accumulates.
     */
    static FloatNetwork invertedResiduals() {
        Network net = Network.named("mobilenetv2").randomWeights(1);
        Node x = net.input("image", Shape.of(1, 32, 32, 3));
        x = x.conv2d("stem", Conv2d.filters(16).kernel(3, 3).same().activation(RELU));
        int[] filters = {16, 24, 24, 32, 32, 64, 64};
        int[] strides = {1, 2, 1, 2, 1, 2, 1};
        int before = 16;
        for (int i = 0; i < filters.length; i++) {
            x = inverted("block" + (i + 1), x, before, filters[i], strides[i]);
            before = filters[i];
        }
        x = x.conv2d("head", Conv2d.filters(128).kernel(1, 1).activation(RELU));
        x = x.globalAveragePool("pool").fullyConnected("logits", FullyConnected.units(10));
        net.output(x.softmax("scores"));
        return net.real();
    }

    /** Four times as many channels for the depthwise convolution, except in the first block; a sum where shapes allow one. */
    private static Node inverted(String name, Node x, int before, int filters, int stride) {
        Node wide = name.equals("block1")
                ? x
                : x.conv2d(
                        name + "/wide",
                        Conv2d.filters(EXPANSION * before).kernel(1, 1).activation(RELU));
        Node y = wide.depthwiseConv2d(
                name + "/depthwise",
                DepthwiseConv2d.kernel(3, 3).stride(stride, stride).same().activation(RELU));
        y = y.conv2d(name + "/narrow", Conv2d.filters(filters).kernel(1, 1));
        return stride == 1 && before == filters ? x.add(name + "/sum", y, NONE) : y;
    }

    private static Node block(String name, Node x, int filters, int stride) {
        Node y = x.conv2d(
                name + "/a",
                Conv2d.filters(filters)
                        .kernel(3, 3)
                        .stride(stride, stride)
                        .same()
                        .activation(RELU));
        y = y.conv2d(name + "/b", Conv2d.filters(filters).kernel(3, 3).same());
        Node sum = stride == 1
                ? x
                : x.conv2d(
                        name + "/skip",
                        Conv2d.filters(filters)
                                .kernel(1, 1)
                                .stride(stride, stride)
                                .same());
        return sum.add(name + "/sum", y, RELU);
    }
}
