package dev.pex.floatexec;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Binary;
import dev.pex.operator.HardSwish;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Logistic;
import dev.pex.operator.Maximum;
import dev.pex.operator.Minimum;
import dev.pex.operator.Multiply;
import dev.pex.operator.Prelu;
import dev.pex.operator.Relu;
import dev.pex.operator.Relu6;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.Softmax;
import dev.pex.operator.Subtract;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Tanh;
import dev.pex.tensor.Extent;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The operators that work element by element, and softmax. */
final class FloatElementwise {
    private FloatElementwise() {}

    static double[] binary(Graph graph, Binary operator, double[] left, double[] right) {
        double[] output = broadcast(
                graph.outputOf(operator).extent(),
                left,
                graph.tensor(operator.left()).extent(),
                right,
                graph.tensor(operator.right()).extent(),
                formula(operator));
        FloatKernels.activate(activation(operator), output);
        return output;
    }

    static double[] prelu(Graph graph, Prelu prelu, double[] input, double[] alpha) {
        return broadcast(
                graph.outputOf(prelu).extent(),
                input,
                graph.tensor(prelu.input()).extent(),
                alpha,
                graph.tensor(prelu.alpha()).extent(),
                (x, slope) -> x >= 0 ? x : x * slope);
    }

    private static double[] broadcast(
            Extent out,
            double[] left,
            Extent leftExtent,
            double[] right,
            Extent rightExtent,
            DoubleBinaryOperator formula) {
        double[] output = new double[out.elements()];
        int at = 0;
        for (int y = 0; y < out.rows(); y++) {
            for (int x = 0; x < out.columns(); x++) {
                for (int k = 0; k < out.channels(); k++) {
                    output[at++] = formula.applyAsDouble(
                            left[broadcastIndex(leftExtent, y, x, k)], right[broadcastIndex(rightExtent, y, x, k)]);
                }
            }
        }
        return output;
    }

    /** Index of an operand's element; on an axis of extent 1 the index is always 0. */
    private static int broadcastIndex(Extent extent, int row, int column, int channel) {
        return extent.index(
                extent.rows() == 1 ? 0 : row, extent.columns() == 1 ? 0 : column, extent.channels() == 1 ? 0 : channel);
    }

    private static DoubleBinaryOperator formula(Binary operator) {
        if (operator instanceof Add) {
            return (a, b) -> a + b;
        }
        if (operator instanceof Subtract) {
            return (a, b) -> a - b;
        }
        if (operator instanceof Multiply) {
            return (a, b) -> a * b;
        }
        if (operator instanceof Maximum) {
            return Math::max;
        }
        if (operator instanceof Minimum) {
            return Math::min;
        }
        throw new IllegalStateException("no formula for " + operator.origin());
    }

    private static Activation activation(Binary operator) {
        if (operator instanceof Add add) {
            return add.activation();
        }
        if (operator instanceof Subtract subtract) {
            return subtract.activation();
        }
        return operator instanceof Multiply multiply ? multiply.activation() : Activation.NONE;
    }

    static double[] function(TableFunction function, double[] input) {
        DoubleUnaryOperator formula = formula(function);
        double[] output = new double[input.length];
        for (int i = 0; i < output.length; i++) {
            output[i] = formula.applyAsDouble(input[i]);
        }
        return output;
    }

    private static DoubleUnaryOperator formula(TableFunction function) {
        if (function instanceof Logistic) {
            return x -> 1 / (1 + StrictMath.exp(-x));
        }
        if (function instanceof Tanh) {
            return StrictMath::tanh;
        }
        if (function instanceof Relu) {
            return x -> Math.max(x, 0);
        }
        if (function instanceof Relu6) {
            return x -> Math.min(Math.max(x, 0), 6);
        }
        if (function instanceof ReluN1To1) {
            return x -> Math.min(Math.max(x, -1), 1);
        }
        if (function instanceof LeakyRelu leaky) {
            return x -> x >= 0 ? x : x * leaky.alpha();
        }
        if (function instanceof HardSwish) {
            return x -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
        }
        throw new IllegalStateException("no formula for " + function.origin());
    }

    /** Softmax from differences to the largest element, so that no exponential overflows. */
    static double[] softmax(Graph graph, Softmax softmax, double[] input) {
        int channels = graph.outputOf(softmax).extent().channels();
        double[] output = new double[input.length];
        for (int pixel = 0; pixel < input.length; pixel += channels) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < channels; k++) {
                largest = Math.max(largest, input[pixel + k]);
            }
            double sum = 0;
            for (int k = 0; k < channels; k++) {
                output[pixel + k] = StrictMath.exp(softmax.beta() * (input[pixel + k] - largest));
                sum += output[pixel + k];
            }
            for (int k = 0; k < channels; k++) {
                output[pixel + k] /= sum;
            }
        }
        return output;
    }

    /** The same numbers; without their fraction when the target has integers. */
    static double[] cast(double[] input, boolean toReal) {
        double[] output = input.clone();
        for (int i = 0; i < output.length && !toReal; i++) {
            output[i] = (int) output[i];
        }
        return output;
    }
}
