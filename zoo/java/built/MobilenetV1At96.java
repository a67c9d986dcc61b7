package built;

import static dev.pex.operator.Activation.RELU6;

import dev.pex.dsl.*;
import dev.pex.dsl.annotation.PexModel;

/** Visual wake words: all of MobileNetV1's blocks at a quarter of their width. */
@PexModel(name = "mobilenet_v1_96", weights = "mobilenet_v1_96.safetensors")
public final class MobilenetV1At96 {
    static void define(Network net) {
        Node x = net.input("image", Shape.of(1, 96, 96, 3));
        x = x.conv2d("stem", Conv2d.filters(8).kernel(3, 3).stride(2, 2).same().activation(RELU6));
        x = separable(x, "depthwise1", "pointwise1", 16, 1);
        x = separable(x, "depthwise2", "pointwise2", 32, 2);
        x = separable(x, "depthwise3", "pointwise3", 32, 1);
        x = separable(x, "depthwise4", "pointwise4", 64, 2);
        x = separable(x, "depthwise5", "pointwise5", 64, 1);
        x = separable(x, "depthwise6", "pointwise6", 128, 2);
        for (int i = 0; i < 5; i++) {
            x = separable(x, "body/" + i + "/depthwise", "body/" + i + "/pointwise", 128, 1);
        }
        x = separable(x, "depthwise7", "pointwise7", 256, 2);
        x = separable(x, "depthwise8", "pointwise8", 256, 1);
        x = x.averagePool2d("pool", AveragePool2d.kernel(3, 3).stride(3, 3));
        x = x.conv2d("logits", Conv2d.filters(2)).flatten("flat");
        net.output(x.softmax("scores"));
    }

    private static Node separable(Node x, String depthwise, String pointwise, int channels, int stride) {
        DepthwiseConv2d filter = DepthwiseConv2d.kernel(3, 3).stride(stride, stride).same();
        x = x.depthwiseConv2d(depthwise, filter.activation(RELU6));
        return x.conv2d(pointwise, Conv2d.filters(channels).activation(RELU6));
    }
}
