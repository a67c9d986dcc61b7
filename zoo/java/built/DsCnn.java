package built;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.*;
import dev.pex.dsl.annotation.PexModel;

/** Keyword spotting: depthwise separable convolutions over a spectrogram. */
@PexModel(weights = "ds_cnn.safetensors")
public final class DsCnn {
    static void define(Network net) {
        Node x = net.input("mfcc", Shape.of(1, 49, 10, 1));
        x = x.conv2d("stem", Conv2d.filters(32).kernel(10, 4).stride(2, 2).same().activation(RELU));
        for (int i = 0; i < 4; i++) {
            x = separable("body/" + i, x);
        }
        x = x.averagePool2d("pool", AveragePool2d.kernel(25, 5).stride(25, 5));
        x = x.fullyConnected("logits", FullyConnected.units(12));
        net.output(x.softmax("scores"));
    }

    private static Node separable(String name, Node x) {
        x = x.depthwiseConv2d(name + "/depthwise", DepthwiseConv2d.kernel(3, 3).same().activation(RELU));
        return x.conv2d(name + "/pointwise", Conv2d.filters(32).same().activation(RELU));
    }
}
