package dev.pex.floatexec;

import dev.pex.graph.Graph;
import dev.pex.operator.Binary;
import dev.pex.operator.Prelu;
import dev.pex.operator.Softmax;
import dev.pex.tensor.Extent;
import java.util.function.DoubleBinaryOperator;

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
                operator::compute);
        FloatKernels.activate(operator.activation(), output);
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
    static double[] cast(double[] input, boolean toFloat) {
        double[] output = input.clone();
        for (int i = 0; i < output.length && !toFloat; i++) {
            output[i] = (int) output[i];
        }
        return output;
    }
}
