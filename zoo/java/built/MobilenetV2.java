package built;

import static dev.pex.operator.Activation.RELU6;

import dev.pex.dsl.*;
import dev.pex.dsl.annotation.PexModel;

/** Image classification: inverted residuals, which are narrow where they join and wide in between. */
@PexModel(weights = "mobilenet_v2.safetensors")
public final class MobilenetV2 {
    static void define(Network net) {
        Node x = net.input("image", Shape.of(1, 96, 96, 3));
        x = x.conv2d("stem", Conv2d.filters(16).kernel(3, 3).stride(2, 2).same().activation(RELU6));
        x = x.depthwiseConv2d("depthwise", DepthwiseConv2d.kernel(3, 3).same().activation(RELU6));
        x = x.conv2d("project", Conv2d.filters(8));
        // Channels, blocks, stride of the first block.
        int[][] stages = {{8, 2, 2}, {16, 3, 2}, {24, 4, 2}, {32, 3, 1}, {56, 3, 2}, {112, 1, 1}};
        for (int[] stage : stages) {
            int channels = stage[0];
            for (int i = 0; i < stage[1]; i++) {
                x = bottleneck(channels + "/" + i, x, channels, i == 0 ? stage[2] : 1);
            }
        }
        x = x.conv2d("features", Conv2d.filters(448).activation(RELU6)).globalAveragePool("pool");
        x = x.fullyConnected("logits", FullyConnected.units(10));
        net.output(x.softmax("scores"));
    }

    private static Node bottleneck(String name, Node x, int channels, int stride) {
        int in = x.shape().extent().channels();
        DepthwiseConv2d filter = DepthwiseConv2d.kernel(3, 3).stride(stride, stride).same();
        Node y = x.conv2d(name + "/expand", Conv2d.filters(6 * in).activation(RELU6));
        y = y.depthwiseConv2d(name + "/depthwise", filter.activation(RELU6));
        y = y.conv2d(name + "/project", Conv2d.filters(channels));
        return stride == 1 && in == channels ? x.add(name + "/sum", y) : y;
    }
}
