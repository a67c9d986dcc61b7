package dev.pex.codesign;

import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.dsl.TransposeConv2d;
import dev.pex.floats.FloatNetwork;
import dev.pex.operator.Activation;
import dev.pex.operator.Resampling;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;

/** Networks for tests. */
public final class Networks {
    private Networks() {}

    /** A small network of residual blocks for {@link Shapes}. */
    public static FloatNetwork residual() {
        Network net = Network.named("shapes").randomWeights(1);
        Node x = net.input("image", Shape.of(1, Shapes.SIDE, Shapes.SIDE, 1));
        x = x.conv2d("stem", Conv2d.filters(16).kernel(3, 3).same().activation(Activation.RELU));
        Node branch = x.depthwiseConv2d(
                "depthwise", DepthwiseConv2d.kernel(3, 3).same().activation(Activation.RELU));
        branch = branch.conv2d("pointwise", Conv2d.filters(16).kernel(1, 1));
        x = x.add("sum", branch, Activation.RELU);
        x = x.conv2d("down", Conv2d.filters(32).kernel(3, 3).stride(2, 2).same().activation(Activation.RELU));
        x = x.globalAveragePool("pool");
        x = x.fullyConnected("scores", FullyConnected.units(4));
        net.output(x.softmax("shares"));
        return net.real();
    }

    /** A network for {@link Shapes} with a transposed convolution, whose input has more channels than its output. */
    public static FloatNetwork upsampled() {
        Network net = Network.named("upsampled").randomWeights(2);
        Node x = net.input("image", Shape.of(1, Shapes.SIDE, Shapes.SIDE, 1));
        x = x.conv2d("down", Conv2d.filters(9).kernel(3, 3).stride(2, 2).same().activation(Activation.RELU));
        x = x.transposeConv2d(
                "up",
                TransposeConv2d.filters(4).kernel(2, 2).stride(2, 2).same().activation(Activation.RELU));
        x = x.globalAveragePool("pool").fullyConnected("scores", FullyConnected.units(4));
        net.output(x.softmax("shares"));
        return net.real();
    }

    /** Nearly all operators that have gradients, in one network of 8 x 9 x 3 inputs. */
    public static FloatNetwork everything() {
        Network net = Network.named("everything").randomWeights(3);
        Node in = net.input("image", Shape.of(1, 8, 9, 3));
        Node x = in.conv2d(
                "strided", Conv2d.filters(6).kernel(3, 2).stride(2, 2).same().activation(Activation.RELU6));
        Node y = in.conv2d(
                "dilated", Conv2d.filters(6).kernel(2, 3).dilation(2, 1).same());
        y = y.depthwiseConv2d(
                "doubled",
                DepthwiseConv2d.kernel(3, 3).multiplier(2).stride(2, 2).same());
        y = y.maxPool2d("max", MaxPool2d.kernel(2, 2).same());
        y = y.averagePool2d("average", AveragePool2d.kernel(3, 3).same());
        y = y.conv2d("narrow", Conv2d.filters(6).kernel(1, 1).activation(Activation.RELU_N1_TO_1));
        Node z = x.multiply("product", y).add("sum", x).subtract("difference", y.hardSwish("swish"));
        z = z.maximum("upper", y.leakyRelu("leaky", 0.2f)).minimum("lower", x.elu("elu"));
        z = z.squaredDifference("squares", y.tanh("tanh"));
        z = z.concatenate("both", Axis.CHANNELS, x.logistic("logistic"), y.abs("abs"));
        Node slope = net.parameter("slopes", Shape.of(18));
        z = z.prelu("prelu", slope);
        z = z.pad("padded", new Border(1, 0, 0), new Border(0, 2, 0), 0.25f);
        z = z.slice(
                "slice",
                Slice.all().range(Axis.ROWS, 0, 4).range(Axis.CHANNELS, 1, 17).every(2, Axis.COLUMNS));
        z = z.transpose("turned", Axis.COLUMNS, Axis.ROWS, Axis.CHANNELS);
        z = z.gather("gathered", Axis.ROWS, 2, 0, 1);
        z = z.transposeConv2d(
                "up", TransposeConv2d.filters(5).kernel(3, 3).stride(2, 2).same());
        z = z.resizeNearest("nearest", 8, 10, new Resampling(false, true));
        z = z.resizeBilinear("bilinear", 5, 7, new Resampling(false, false));
        Node mean = z.mean("mean", Axis.ROWS, Axis.COLUMNS);
        Node most = z.reduceMax("most", Axis.ROWS, Axis.COLUMNS);
        Node least = z.reduceMin("least", Axis.ROWS, Axis.COLUMNS);
        Node total = z.sum("total", Axis.ROWS, Axis.COLUMNS);
        z = mean.concatenate("vector", Axis.CHANNELS, most, least, total);
        z = z.flatten("flat").fullyConnected("scores", FullyConnected.units(4));
        net.output(z.softmax("shares"));
        return net.real();
    }
}
