package dev.pex.executor;

import dev.pex.graph.Bytes;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.quant.FixedPoint;

/** What the operators with weights have in common: sums of products, and their requantisation. */
final class WeightedSums {
    private WeightedSums() {}

    /** Sum of (x + inputOffset) * (w + filterOffset) over {@code length} neighbouring elements. */
    static int dot(Weighted arithmetic, byte[] input, int inputStart, Bytes weights, int weightStart, int length) {
        int inputOffset = arithmetic.inputOffset();
        int filterOffset = arithmetic.filterOffset();
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (input[inputStart + i] + inputOffset) * (weights.get(weightStart + i) + filterOffset);
        }
        return sum;
    }

    /** The output element for an accumulated sum (docs/NUMERICS.md, 2.3 and 4). */
    static byte requantize(Weighted arithmetic, int outputChannel, int sum) {
        int scaled = FixedPoint.multiply(
                sum,
                arithmetic.multipliers().get(outputChannel),
                arithmetic.shifts().get(outputChannel));
        return clamp(scaled + arithmetic.outputOffset(), arithmetic.minimum(), arithmetic.maximum());
    }

    /** The byte of a value limited to a range of int8 or uint8. */
    static byte clamp(int value, int minimum, int maximum) {
        return (byte) Math.min(Math.max(value, minimum), maximum);
    }
}
