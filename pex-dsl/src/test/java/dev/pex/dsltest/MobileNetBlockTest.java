package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Weights;
import dev.pex.graph.Graph;
import dev.pex.graph.GraphText;
import dev.pex.operator.Activation;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A building block of a network is a plain method. */
class MobileNetBlockTest {
    private static final Quantized WIDE = Quantized.int8(6f / 255, -128);
    private static final Quantized NARROW = Quantized.int8(0.1f, 0);

    private final Random random = new Random(1);

    @Test
    void invertedResiduals() {
        Network net = Network.named("mobile");
        Node x = net.input("image", Shape.of(1, 8, 8, 4), NARROW);
        x = invertedResidual(x, "a", 6, 2, 4);
        x = invertedResidual(x, "b", 6, 1, 4);
        Graph graph = net.output(x).build();
        assertThat(GraphText.of(graph)).isEqualTo("""
                        network mobile inputs [0] outputs [7]
                        operator 0: #0 conv2d 'a/expand' Conv2d 0 -> 1
                        operator 1: #1 depthwiseConv2d 'a/depthwise' DepthwiseConv2d 1 -> 2
                        operator 2: #2 conv2d 'a/project' Conv2d 2 -> 3
                        operator 3: #3 conv2d 'b/expand' Conv2d 3 -> 4
                        operator 4: #4 depthwiseConv2d 'b/depthwise' DepthwiseConv2d 4 -> 5
                        operator 5: #5 conv2d 'b/project' Conv2d 5 -> 6
                        operator 6: #6 add 'b/add' Add 3, 6 -> 7
                        tensor 0 'image' INT8 [1, 8, 8, 4] as 8x8x4, scale 0.1, zero point 0
                        tensor 1 'a/expand' INT8 [1, 8, 8, 24] as 8x8x24, scale 0.023529412, zero point -128
                        tensor 2 'a/depthwise' INT8 [1, 4, 4, 24] as 4x4x24, scale 0.023529412, zero point -128
                        tensor 3 'a/project' INT8 [1, 4, 4, 4] as 4x4x4, scale 0.1, zero point 0
                        tensor 4 'b/expand' INT8 [1, 4, 4, 24] as 4x4x24, scale 0.023529412, zero point -128
                        tensor 5 'b/depthwise' INT8 [1, 4, 4, 24] as 4x4x24, scale 0.023529412, zero point -128
                        tensor 6 'b/project' INT8 [1, 4, 4, 4] as 4x4x4, scale 0.1, zero point 0
                        tensor 7 'b/add' INT8 [1, 4, 4, 4] as 4x4x4, scale 0.1, zero point 0
                        """);
    }

    /** Expand, filter every channel, project; add the input where nothing changed size. */
    private Node invertedResidual(Node input, String name, int expansion, int stride, int channels) {
        int in = input.shape().extent().channels();
        int wide = in * expansion;
        Node x = input.conv2d(
                name + "/expand",
                Conv2d.filters(wide).weights(weights(wide * in)).activation(Activation.RELU6),
                WIDE);
        x = x.depthwiseConv2d(
                name + "/depthwise",
                DepthwiseConv2d.kernel(3, 3)
                        .stride(stride, stride)
                        .same()
                        .weights(weights(9 * wide))
                        .activation(Activation.RELU6),
                WIDE);
        x = x.conv2d(name + "/project", Conv2d.filters(channels).weights(weights(channels * wide)), NARROW);
        return stride == 1 && in == channels ? input.add(name + "/add", x, NARROW) : x;
    }

    private Weights weights(int size) {
        byte[] values = new byte[size];
        random.nextBytes(values);
        return Weights.of(values, 0.01f);
    }
}
