package built;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.*;
import dev.pex.dsl.annotation.PexModel;

/** Image classification: three residual stages, of which the second and third halve the image. */
@PexModel(weights = "resnet8.safetensors")
public final class Resnet8 {
    static void define(Network net) {
        Node x = net.input("image", Shape.of(1, 32, 32, 3));
        x = x.conv2d("stem", Conv2d.filters(8).kernel(3, 3).same().activation(RELU));
        x = residual("a", x, 8, 1);
        x = residual("b", x, 16, 2);
        x = residual("c", x, 32, 2);
        x = x.averagePool2d("pool", AveragePool2d.kernel(8, 8).stride(8, 8));
        x = x.fullyConnected("logits", FullyConnected.units(10));
        net.output(x.softmax("scores"));
    }

    private static Node residual(String name, Node x, int filters, int stride) {
        Conv2d square = Conv2d.filters(filters).kernel(3, 3).same();
        Node y = x.conv2d(name + "1", square.stride(stride, stride).activation(RELU));
        y = y.conv2d(name + "2", square);
        if (stride > 1) {
            x = x.conv2d(name + "0", Conv2d.filters(filters).stride(stride, stride).same());
        }
        return x.add(name, y, RELU);
    }
}
