package dev.pex.quant;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Binary;
import dev.pex.operator.Maximum;
import dev.pex.operator.Minimum;
import dev.pex.operator.Multiply;
import dev.pex.operator.Subtract;
import dev.pex.quant.Arithmetic.Added;
import dev.pex.quant.Arithmetic.Multiplied;
import dev.pex.quant.Arithmetic.Unscaled;
import dev.pex.tensor.Tensor;

/** The integer constants of element-wise operators with two operands. */
final class BinaryDerivation {
    private static final int LEFT_SHIFT = 20;

    private BinaryDerivation() {}

    static Arithmetic of(Graph graph, Binary operator) {
        Tensor left = graph.tensor(operator.left());
        Tensor right = graph.tensor(operator.right());
        Tensor out = graph.outputOf(operator);
        if (operator instanceof Add add) {
            return added(left, right, out, add.activation());
        }
        if (operator instanceof Subtract subtract) {
            return subtracted(left, right, out, subtract.activation());
        }
        if (operator instanceof Multiply multiply) {
            return multiplied(left, right, out, multiply.activation());
        }
        if (operator instanceof Maximum || operator instanceof Minimum) {
            return new Unscaled();
        }
        throw new IllegalStateException("no arithmetic for " + operator.origin());
    }

    private static Added added(Tensor left, Tensor right, Tensor out, Activation activation) {
        double twiceLargest = 2 * (double) Math.max(left.scale(), right.scale());
        return summed(
                left,
                right,
                out,
                activation,
                (double) left.scale() / twiceLargest,
                (double) right.scale() / twiceLargest,
                twiceLargest / ((1 << LEFT_SHIFT) * (double) out.scale()));
    }

    /** Here each quotient rounds to float32. */
    private static Added subtracted(Tensor left, Tensor right, Tensor out, Activation activation) {
        float twiceLargest = 2 * Math.max(left.scale(), right.scale());
        return summed(
                left,
                right,
                out,
                activation,
                left.scale() / twiceLargest,
                right.scale() / twiceLargest,
                twiceLargest / ((1 << LEFT_SHIFT) * out.scale()));
    }

    private static Added summed(
            Tensor left,
            Tensor right,
            Tensor out,
            Activation activation,
            double leftFactor,
            double rightFactor,
            double outputFactor) {
        return new Added(
                LEFT_SHIFT,
                -left.zeroPoint(),
                -right.zeroPoint(),
                out.zeroPoint(),
                QuantizedMultiplier.of(leftFactor),
                QuantizedMultiplier.of(rightFactor),
                QuantizedMultiplier.of(outputFactor),
                ArithmeticDerivation.minimum(out, activation),
                ArithmeticDerivation.maximum(out, activation));
    }

    private static Multiplied multiplied(Tensor left, Tensor right, Tensor out, Activation activation) {
        double factor = (double) left.scale() * (double) right.scale() / (double) out.scale();
        return new Multiplied(
                -left.zeroPoint(),
                -right.zeroPoint(),
                out.zeroPoint(),
                QuantizedMultiplier.of(factor),
                ArithmeticDerivation.minimum(out, activation),
                ArithmeticDerivation.maximum(out, activation));
    }
}
