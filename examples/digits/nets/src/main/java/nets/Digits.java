package nets;

import static dev.pex.operator.Activation.RELU;
import static dev.pex.operator.Activation.RELU6;

import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import dev.pex.dsl.annotation.PexModel;

/** Which digit an image of 8 by 8 pixels is, from 0 (white) to 16 (black). Trained in float32; the build makes int8 of it. */
@PexModel(weights = "digits.safetensors", calibration = "samples")
final class Digits {
    private Digits() {}

    static void define(Network net) {
        Node x = net.input("image", Shape.of(1, 8, 8, 1));
        x = x.conv2d("stem", Conv2d.filters(16).kernel(3, 3).same().activation(RELU));
        x = separable("block", x, 24);
        x = x.maxPool2d("half", MaxPool2d.kernel(2, 2).stride(2, 2));
        x = residual("residual", x, 24);
        x = x.averagePool2d("quarter", AveragePool2d.kernel(2, 2).stride(2, 2));
        x = x.flatten("features").fullyConnected("logits", FullyConnected.units(10));
        net.output(x.softmax("scores"));
    }

    private static Node separable(String name, Node x, int filters) {
        x = x.depthwiseConv2d(name + "/depthwise", DepthwiseConv2d.kernel(3, 3).same().activation(RELU6));
        return x.conv2d(name + "/pointwise", Conv2d.filters(filters).activation(RELU));
    }

    private static Node residual(String name, Node x, int filters) {
        Node branch = x.conv2d(name + "/branch", Conv2d.filters(filters).kernel(3, 3).same());
        return x.add(name + "/sum", branch, RELU);
    }
}
