package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Divide;
import dev.pex.operator.Maximum;
import dev.pex.operator.Minimum;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.SquaredDifference;
import dev.pex.operator.Subtract;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;

/** Recipes for element-wise operators with two operands, broadcast and constant ones among them. */
final class RandomBinary {
    private RandomBinary() {}

    private interface Maker {
        Operator make(Origin origin, int left, int right, int output, Activation activation);
    }

    static Graph add(RandomTensors tensors) {
        return scaledToLargest(tensors, Add::new);
    }

    static Graph subtract(RandomTensors tensors) {
        return scaledToLargest(tensors, Subtract::new);
    }

    private static Graph scaledToLargest(RandomTensors tensors, Maker maker) {
        Quantization left = new Quantization(tensors.scale(1e-3, 1), tensors.zeroPoint());
        Quantization right = new Quantization(left.scale() * ratio(tensors), tensors.zeroPoint());
        float largest = Math.max(left.scale(), right.scale());
        float scale = tensors.oneIn(4) ? largest * tensors.scale(0x1p-18, 0x1p14) : largest * tensors.scale(0.5, 4);
        return graph(tensors, left, right, new Quantization(scale, tensors.zeroPoint()), maker);
    }

    static Graph squaredDifference(RandomTensors tensors) {
        Quantization left = new Quantization(tensors.scale(1e-3, 1), tensors.zeroPoint());
        Quantization right = new Quantization(left.scale() * ratio(tensors), tensors.zeroPoint());
        float largest = Math.max(left.scale(), right.scale());
        float ratio = tensors.oneIn(4) ? tensors.scale(0x1p-12, 0x1p22) : tensors.scale(50, 300);
        return graph(
                tensors,
                left,
                right,
                new Quantization(largest * largest * ratio, tensors.zeroPoint()),
                (origin, a, b, output, unused) -> new SquaredDifference(origin, a, b, output));
    }

    static Graph multiply(RandomTensors tensors) {
        Quantization left = new Quantization(tensors.scale(1e-3, 1), tensors.zeroPoint());
        Quantization right = new Quantization(left.scale() * ratio(tensors), tensors.zeroPoint());
        float product = left.scale() * right.scale();
        float scale = tensors.oneIn(4) ? product * tensors.scale(0x1p-14, 0x1p34) : product * tensors.scale(10, 200);
        return graph(tensors, left, right, new Quantization(scale, tensors.zeroPoint()), Multiply::new);
    }

    /** The divisor is constant and has no zeros. */
    static Graph divide(RandomTensors tensors) {
        Quantization left = new Quantization(tensors.scale(1e-3, 1), tensors.zeroPoint());
        Quantization right = new Quantization(left.scale() * ratio(tensors), tensors.zeroPoint());
        float quotient = left.scale() / right.scale();
        float scale = tensors.oneIn(4) ? quotient * tensors.scale(0x1p-22, 0x1p14) : quotient / tensors.scale(10, 200);
        Extent out = tensors.extent();
        Extent leftExtent = tensors.oneIn(2) ? out : narrowed(tensors, out, out);
        Extent rightExtent = tensors.oneIn(2) ? out : narrowed(tensors, out, leftExtent);
        Operator operator = new Divide(
                tensors.origin(),
                tensors.int8Input(leftExtent, left),
                tensors.int8Divisor(rightExtent, right),
                tensors.output(),
                tensors.activation());
        return tensors.int8Graph(operator, out, new Quantization(scale, tensors.zeroPoint()));
    }

    static Graph maximum(RandomTensors tensors) {
        Quantization all = tensors.quantization();
        return graph(
                tensors,
                all,
                all,
                all,
                (origin, left, right, output, unused) -> new Maximum(origin, left, right, output));
    }

    static Graph minimum(RandomTensors tensors) {
        Quantization all = tensors.quantization();
        return graph(
                tensors,
                all,
                all,
                all,
                (origin, left, right, output, unused) -> new Minimum(origin, left, right, output));
    }

    private static float ratio(RandomTensors tensors) {
        return tensors.oneIn(4) ? tensors.scale(0x1p-36, 0x1p36) : tensors.scale(0.2, 5);
    }

    private static Graph graph(
            RandomTensors tensors,
            Quantization leftQuantization,
            Quantization rightQuantization,
            Quantization outQuantization,
            Maker maker) {
        Extent out = tensors.extent();
        int left;
        int right;
        if (tensors.oneIn(16)) {
            left = tensors.int8Input(out, leftQuantization);
            right = left;
        } else {
            Extent leftExtent = tensors.oneIn(2) ? out : narrowed(tensors, out, out);
            Extent rightExtent = tensors.oneIn(2) ? out : narrowed(tensors, out, leftExtent);
            boolean constantLeft = tensors.oneIn(8);
            boolean constantRight = !constantLeft && tensors.oneIn(3);
            left = constantLeft
                    ? tensors.int8Constant(leftExtent, leftQuantization)
                    : tensors.int8Input(leftExtent, leftQuantization);
            right = constantRight
                    ? tensors.int8Constant(rightExtent, rightQuantization)
                    : tensors.int8Input(rightExtent, rightQuantization);
        }
        Operator operator = maker.make(tensors.origin(), left, right, tensors.output(), tensors.activation());
        return tensors.int8Graph(operator, out, outQuantization);
    }

    /** Gives some axes extent 1, where the other operand keeps the full extent. */
    private static Extent narrowed(RandomTensors tensors, Extent full, Extent other) {
        Extent result = full;
        for (Axis axis : Axis.values()) {
            if (tensors.oneIn(2) && other.along(axis) == full.along(axis)) {
                result = result.with(axis, 1);
            }
        }
        return result;
    }
}
