package dev.pex.kernel;

import dev.pex.graph.Ints;
import dev.pex.quant.AccumulatorBound;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.FixedPoint;

/**
 * Biases of channels that give one output whatever the input. Converters write them as large as they can, plus
 * or minus 2^30, where a channel has died in training; a smaller one does the same and leaves kernels room.
 */
final class SaturatedBias {
    private SaturatedBias() {}

    /**
     * Biases of equal effect with sums, shifted to the left where a shift is, of at most a limit, as far as
     * there are any.
     *
     * @param absoluteSums of the weights of each channel
     */
    static Ints reduced(Ints bias, Arithmetic.Weighted arithmetic, long[] absoluteSums, long limit) {
        int[] reduced = new int[bias.size()];
        long input = AccumulatorBound.largestInput(arithmetic.inputOffset());
        for (int k = 0; k < reduced.length; k++) {
            long spread = absoluteSums[k] * input;
            long most = (limit >> Math.max(0, arithmetic.shifts().get(k))) - spread;
            int given = bias.get(k);
            reduced[k] = given;
            if (Math.abs((long) given) > most && most >= 0) {
                int smaller = (int) (given < 0 ? -most : most);
                int output = output(given - spread, arithmetic, k);
                if (output(given + spread, arithmetic, k) == output
                        && output(smaller - spread, arithmetic, k) == output
                        && output(smaller + spread, arithmetic, k) == output) {
                    reduced[k] = smaller;
                }
            }
        }
        return Ints.copyOf(reduced);
    }

    /** The output of a sum; it grows with the sum. */
    private static int output(long sum, Arithmetic.Weighted arithmetic, int channel) {
        int scaled = FixedPoint.multiply(
                Math.toIntExact(sum),
                arithmetic.multipliers().get(channel),
                arithmetic.shifts().get(channel));
        return Math.max(arithmetic.minimum(), Math.min(arithmetic.maximum(), scaled + arithmetic.outputOffset()));
    }
}
