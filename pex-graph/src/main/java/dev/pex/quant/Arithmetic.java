package dev.pex.quant;

import dev.pex.graph.Ints;

/**
 * The integer constants of one quantised operator, derived from float scales exactly as the reference
 * derives them. Executor and emission both read these, so the derivation exists once ({@link
 * ArithmeticDerivation}). Zero points of inputs appear negated as the reference adds them.
 */
public sealed interface Arithmetic {

    /**
     * Convolution, depthwise convolution and fully connected: {@code clamp(multiply(sum((x +
     * inputOffset) * (w + filterOffset)) + bias, multipliers[k], shifts[k]) + outputOffset)}.
     *
     * @param multipliers one per output channel
     * @param shifts one per output channel
     */
    record Weighted(
            int inputOffset,
            int filterOffset,
            int outputOffset,
            Ints multipliers,
            Ints shifts,
            int minimum,
            int maximum)
            implements Arithmetic {}

    /** Average pooling: only the range that results are clamped to. */
    record Pooled(int minimum, int maximum) implements Arithmetic {}

    /** Addition: both inputs are scaled to a common finer scale by 2^leftShift, summed, and scaled back. */
    record Added(
            int leftShift,
            int leftOffset,
            int rightOffset,
            int outputOffset,
            QuantizedMultiplier left,
            QuantizedMultiplier right,
            QuantizedMultiplier output,
            int minimum,
            int maximum)
            implements Arithmetic {}

    /**
     * Mean: {@code clamp(multiply(sum(x) - count * inputZeroPoint, scale) + outputZeroPoint)} with 1 /
     * count folded into the scale.
     *
     * @param count elements that one result averages
     */
    record Averaged(int count, int inputZeroPoint, int outputZeroPoint, QuantizedMultiplier scale)
            implements Arithmetic {}

    /**
     * Softmax in fixed point.
     *
     * @param input scales differences from the maximum to 5 integer bits
     * @param minimumDifference differences below it contribute nothing
     */
    record Normalised(QuantizedMultiplier input, int minimumDifference) implements Arithmetic {}

    /** Between integer quantisations. */
    record Rescaled(int inputOffset, int outputOffset, QuantizedMultiplier scale, int minimum, int maximum)
            implements Arithmetic {}

    /** Between float and integer: the affine parameters themselves. */
    record Affine(float scale, int zeroPoint, int minimum, int maximum) implements Arithmetic {}

    /** Copies or interpolates raw values; padding needs the byte that stands for zero. */
    record Moved(int zeroPoint) implements Arithmetic {}
}
