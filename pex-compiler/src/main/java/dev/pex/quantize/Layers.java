package dev.pex.quantize;

import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Subtract;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import java.util.Optional;

/** Copies of operators with another activation or other weights, and the channels that their weights belong to. */
final class Layers {
    private Layers() {}

    static Weighted with(Weighted layer, Filter filter, Ints bias) {
        return with(layer, filter, bias, layer.activation());
    }

    private static Weighted with(Weighted layer, Filter filter, Ints bias, Activation activation) {
        if (layer instanceof Conv2d c) {
            return new Conv2d(c.origin(), c.input(), c.output(), c.rows(), c.columns(), filter, bias, activation);
        }
        if (layer instanceof DepthwiseConv2d c) {
            return new DepthwiseConv2d(
                    c.origin(), c.input(), c.output(), c.rows(), c.columns(), c.multiplier(), filter, bias, activation);
        }
        if (layer instanceof FullyConnected c) {
            return new FullyConnected(c.origin(), c.input(), c.output(), filter, bias, activation);
        }
        if (layer instanceof TransposeConv2d c) {
            return new TransposeConv2d(
                    c.origin(), c.input(), c.output(), c.rows(), c.columns(), filter, bias, activation);
        }
        throw new IllegalStateException("no layer with weights: " + layer.origin());
    }

    /** The operator with an activation fused to it; empty when it has one already, or takes none. */
    static Optional<Operator> fused(Operator operator, Activation activation) {
        if (operator instanceof Weighted layer && layer.activation() == Activation.NONE) {
            return Optional.of(with(layer, layer.filter(), layer.bias(), activation));
        }
        if (operator instanceof Add o && o.activation() == Activation.NONE) {
            return Optional.of(new Add(o.origin(), o.left(), o.right(), o.output(), activation));
        }
        if (operator instanceof Subtract o && o.activation() == Activation.NONE) {
            return Optional.of(new Subtract(o.origin(), o.left(), o.right(), o.output(), activation));
        }
        if (operator instanceof Multiply o && o.activation() == Activation.NONE) {
            return Optional.of(new Multiply(o.origin(), o.left(), o.right(), o.output(), activation));
        }
        return Optional.empty();
    }

    /** The output channel that a weight belongs to. */
    static int outputChannel(Weighted layer, int weight, int weights) {
        int channels = layer.bias().size();
        return layer instanceof DepthwiseConv2d ? weight % channels : weight / (weights / channels);
    }

    /** The input channel that a weight multiplies. */
    static int inputChannel(Weighted layer, int weight, int inputChannels) {
        return layer instanceof DepthwiseConv2d depthwise
                ? weight % layer.bias().size() / depthwise.multiplier()
                : weight % inputChannels;
    }
}
