package dev.pex.quant;

import dev.pex.tensor.Bytes;
import dev.pex.tensor.Ints;

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

    /** Pooling: only the range that results are clamped to. */
    record Pooled(int minimum, int maximum) implements Arithmetic {}

    /**
     * Addition and subtraction: both inputs are scaled to a common finer scale by 2^leftShift, summed or
     * subtracted, and scaled back.
     */
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

    /** Multiplication: {@code clamp(multiply((a + leftOffset) * (b + rightOffset), scale) + outputOffset)}. */
    record Multiplied(
            int leftOffset, int rightOffset, int outputOffset, QuantizedMultiplier scale, int minimum, int maximum)
            implements Arithmetic {}

    /**
     * Mean and sum: {@code clamp(multiply(sum(x) - count * inputZeroPoint, scale) + outputZeroPoint)}, for
     * a mean with 1 / count folded into the scale.
     *
     * @param count elements that one result is made of
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

    /**
     * Copies elements and adds others.
     *
     * @param element the bytes of each element that is added
     */
    record Padded(Bytes element) implements Arithmetic {}

    /** A function of one byte, as its value for each: entry 0 is that of 0, entry 255 that of -1. */
    record Tabulated(Bytes table) implements Arithmetic {}

    /**
     * A parametric rectifier: {@code clamp(multiply(x + inputOffset, identity) + outputOffset)}, or {@code
     * multiply((x + inputOffset) * (alpha + alphaOffset), slope)} where the first factor is negative.
     */
    record Sloped(
            int inputOffset, int alphaOffset, int outputOffset, QuantizedMultiplier identity, QuantizedMultiplier slope)
            implements Arithmetic {}

    /** Copies, compares, converts or interpolates stored numbers as they are: nothing depends on a scale. */
    record Unscaled() implements Arithmetic {}
}
