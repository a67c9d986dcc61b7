package dev.pex.quant;

import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.tensor.Ints;

/**
 * Bounds what a weighted operator can accumulate. Sums in int32 are exact in any order only while no
 * partial sum can leave int32; partial sums are bounded by the sum of absolute values.
 */
public final class AccumulatorBound {
    /** Leaves room for a zero point on top of a requantised sum. */
    private static final long LARGEST = Integer.MAX_VALUE - 256L;

    private AccumulatorBound() {}

    /** Largest absolute value of an int8 input with its offset added. */
    public static long largestInput(int inputOffset) {
        return Math.max(Math.abs(-128L + inputOffset), Math.abs(127L + inputOffset));
    }

    /**
     * The first output channel whose accumulator, its left-shifted value, or the requantised value with
     * the output's zero point may leave int32; -1 when none can (docs/NUMERICS.md, 6).
     *
     * @param absoluteWeights sum of |w + filterOffset| per output channel
     */
    public static int firstOverflow(Weighted arithmetic, long[] absoluteWeights, Ints bias) {
        long largest = largestInput(arithmetic.inputOffset());
        for (int k = 0; k < absoluteWeights.length; k++) {
            long bound = absoluteWeights[k] * largest + Math.abs((long) bias.get(k));
            int left = Math.max(arithmetic.shifts().get(k), 0);
            if (left > 30 || bound > LARGEST || (bound << left) > LARGEST) {
                return k;
            }
        }
        return -1;
    }
}
