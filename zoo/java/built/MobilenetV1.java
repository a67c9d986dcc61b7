package built;

import static dev.pex.operator.Activation.RELU6;

import dev.pex.dsl.*;
import dev.pex.dsl.annotation.PexModel;
import dev.pex.tensor.Border;

/** Image classification: depthwise separable convolutions that narrow the image and widen its pixels. */
@PexModel(weights = "mobilenet_v1.safetensors")
public final class MobilenetV1 {
    static void define(Network net) {
        Node x = net.input("image", Shape.of(1, 32, 32, 3));
        x = x.conv2d("stem", Conv2d.filters(8).kernel(3, 3).stride(2, 2).same().activation(RELU6));
        DepthwiseConv2d filter = DepthwiseConv2d.kernel(3, 3);
        x = separable(1, x, filter.same(), 16);
        x = x.pad("border", new Border(1, 1, 0), new Border(1, 1, 0));
        x = separable(2, x, filter.stride(2, 2), 32);
        x = separable(3, x, filter.same(), 32);
        x = separable(4, x, filter.stride(2, 2).same(), 64);
        x = separable(5, x, filter.same(), 64);
        x = separable(6, x, filter.stride(2, 2).same(), 128);
        x = separable(7, x, filter.same(), 128);
        x = x.averagePool2d("pool", AveragePool2d.kernel(2, 2).stride(2, 2));
        x = x.conv2d("logits", Conv2d.filters(10)).flatten("flat");
        net.output(x.softmax("scores"));
    }

    private static Node separable(int number, Node x, DepthwiseConv2d filter, int channels) {
        x = x.depthwiseConv2d("depthwise" + number, filter.activation(RELU6));
        return x.conv2d("pointwise" + number, Conv2d.filters(channels).activation(RELU6));
    }
}
