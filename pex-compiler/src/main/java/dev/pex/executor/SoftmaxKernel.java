package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Softmax;
import dev.pex.quant.Arithmetic.Normalised;
import dev.pex.quant.FixedFunctions;
import dev.pex.quant.FixedPoint;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;

/** SOFTMAX (docs/NUMERICS.md, 7.9). */
final class SoftmaxKernel {
    /** Integer bits of the sum of exponentials; with the sign they leave 19 for the fraction. */
    private static final int SUM_INTEGER_BITS = 12;

    /** From Q0.31 to the 8 bits of an output element. */
    private static final int OUTPUT_SHIFT = 31 - 8;

    private SoftmaxKernel() {}

    static void compute(Graph graph, Softmax softmax, byte[] input, byte[] output, Part part) {
        Normalised arithmetic = softmax.arithmetic(graph);
        Extent extent = graph.outputOf(softmax).extent();
        Pixels.forEach(part, (row, column) -> {
            int pixel = extent.index(row, column, 0);
            int largest = largest(input, pixel, extent.channels());
            int sum = sumOfExponentials(arithmetic, input, pixel, extent.channels(), largest);
            int headroom = Integer.numberOfLeadingZeros(sum);
            int reciprocal = FixedFunctions.reciprocalOfOnePlus((sum << headroom) ^ Integer.MIN_VALUE);
            int exponent = SUM_INTEGER_BITS - headroom + OUTPUT_SHIFT;
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int difference = input[pixel + k] - largest;
                output[pixel + k] = difference < arithmetic.minimumDifference()
                        ? -128
                        : probability(exponential(arithmetic, difference), reciprocal, exponent);
            }
        });
    }

    private static int largest(byte[] input, int pixel, int depth) {
        int largest = -128;
        for (int k = 0; k < depth; k++) {
            largest = Math.max(largest, input[pixel + k]);
        }
        return largest;
    }

    private static int sumOfExponentials(Normalised arithmetic, byte[] input, int pixel, int depth, int largest) {
        int sum = 0;
        for (int k = 0; k < depth; k++) {
            int difference = input[pixel + k] - largest;
            if (difference >= arithmetic.minimumDifference()) {
                sum += FixedPoint.roundingShiftRight(exponential(arithmetic, difference), SUM_INTEGER_BITS);
            }
        }
        return sum;
    }

    private static int exponential(Normalised arithmetic, int difference) {
        int shifted = difference << arithmetic.input().shift();
        return FixedFunctions.exponential(
                FixedPoint.doublingHighMultiply(shifted, arithmetic.input().multiplier()));
    }

    private static byte probability(int exponential, int reciprocal, int exponent) {
        int scaled = FixedPoint.roundingShiftRight(FixedPoint.doublingHighMultiply(reciprocal, exponential), exponent);
        return WeightedSums.clamp(scaled - 128, -128, 127);
    }
}
