package dev.pex.quant;

import dev.pex.tensor.Bytes;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Optional;

/**
 * The integer constants of one quantised operator, derived from float scales exactly as the reference derives them: the
 * order of each expression, and whether it is float32 or double, is the reference's; docs/NUMERICS.md states them.
 * Executor and emission both read these, so the derivation exists once. Zero points of inputs appear negated as the
 * reference adds them.
 */
public interface Arithmetic {
    /** Bytes of a requantisation: an int32 multiplier and an int8 shift. */
    int REQUANTIZATION_BYTES = Integer.BYTES + 1;

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
            implements Arithmetic {
        /**
         * What is wrong with the constants of a layer; empty when no sum can leave int32.
         *
         * @param absoluteSums sum of |w| + |filterOffset| per output channel
         */
        public Optional<Violation> violation(long[] absoluteSums, Ints bias) {
            for (int k = 0; k < shifts.size(); k++) {
                int shift = shifts.get(k);
                if (shift > Violation.LARGEST_SHIFT) {
                    return Violation.unsupported(
                            "the scales of output channel " + k + " need a left shift by " + shift,
                            "up to " + Violation.LARGEST_SHIFT);
                }
            }
            int channel = AccumulatorBound.firstOverflow(this, absoluteSums, bias);
            return channel < 0
                    ? Optional.empty()
                    : Violation.overflow("the accumulator of output channel " + channel
                            + " may leave int32: sum of absolute weights " + absoluteSums[channel] + ", bias "
                            + bias.get(channel) + ", left shift " + Math.max(0, shifts.get(channel)));
        }
    }

    /** Pooling: only the range that results are limited to. */
    record Pooled(int minimum, int maximum) implements Arithmetic {}

    /**
     * Mean and sum: {@code clamp(multiply(sum(x) - count * inputZeroPoint, scale) + outputZeroPoint)}, for
     * a mean with 1 / count folded into the scale.
     *
     * @param count elements that one result is made of
     */
    record Averaged(int count, int inputZeroPoint, int outputZeroPoint, QuantizedMultiplier scale)
            implements Arithmetic {
        public static Averaged sum(int count, Tensor in, Tensor out) {
            QuantizedMultiplier scale = QuantizedMultiplier.of((double) in.scale() / (double) out.scale());
            return new Averaged(count, in.zeroPoint(), out.zeroPoint(), scale);
        }

        public static Averaged mean(int count, Tensor in, Tensor out) {
            QuantizedMultiplier scale = sum(count, in, out).scale();
            int shift = 63 - Long.numberOfLeadingZeros(count);
            shift = Math.min(shift, 32);
            shift = Math.min(shift, 31 + scale.shift());
            int multiplier = (int) (((long) scale.multiplier() << shift) / count);
            return new Averaged(
                    count, in.zeroPoint(), out.zeroPoint(), new QuantizedMultiplier(multiplier, scale.shift() - shift));
        }

        /** What is wrong with the constants; empty when no sum can leave int32. */
        public Optional<Violation> violation() {
            int shift = Math.max(scale.shift(), 0);
            return Violation.unlessShift(shift)
                    .or(() -> Violation.unlessInt32(
                            (255L * count) << shift,
                            "a sum of " + count + " elements, shifted left by " + shift + ","));
        }
    }

    /**
     * Softmax in fixed point.
     *
     * @param input scales differences from the maximum to 5 integer bits
     * @param minimumDifference differences below it contribute nothing
     */
    record Normalised(QuantizedMultiplier input, int minimumDifference) implements Arithmetic {
        /** Integer bits of the scaled differences. */
        private static final int INTEGER_BITS = 5;

        private static final int FRACTION_BITS = 31 - INTEGER_BITS;

        /** Each exponential is at most 2^19 in the sum. */
        private static final int LONGEST = 4095;

        public static Normalised of(Tensor in, float beta) {
            double factor = Math.min((double) beta * (double) in.scale() * (1 << FRACTION_BITS), (1L << 31) - 1.0);
            QuantizedMultiplier scale = QuantizedMultiplier.of(factor);
            double radius = 1.0 * ((1 << INTEGER_BITS) - 1) * (1L << FRACTION_BITS) / (1L << scale.shift());
            return new Normalised(scale, -(int) Math.floor(radius));
        }

        public static Optional<Violation> violation(Tensor in, float beta) {
            if (!((double) beta * in.scale() * (1 << FRACTION_BITS) > 1)) {
                return Violation.unsupported(
                        "its input scale " + in.scale() + " times beta " + beta + " is too small",
                        "products above 2^-26");
            }
            int depth = in.extent().channels();
            return depth <= LONGEST
                    ? Optional.empty()
                    : Violation.unsupported("it has " + depth + " channels", "up to " + LONGEST);
        }
    }

    /** Between integer quantisations. */
    record Rescaled(int inputOffset, int outputOffset, QuantizedMultiplier scale, int minimum, int maximum)
            implements Arithmetic {
        /** A difference of two bytes, scaled by less, stays in int32. */
        private static final double LARGEST_RATIO = 1 << 23;

        public static Rescaled of(Tensor in, Tensor out) {
            QuantizedMultiplier scale = QuantizedMultiplier.of((double) in.scale() / (double) out.scale());
            return new Rescaled(
                    -in.zeroPoint(),
                    out.zeroPoint(),
                    scale,
                    out.type().lowest(),
                    out.type().highest());
        }

        public static Optional<Violation> violation(Tensor in, Tensor out) {
            double ratio = (double) in.scale() / out.scale();
            return ratio < LARGEST_RATIO
                    ? Optional.empty()
                    : Violation.unsupported("its scales differ by the factor " + ratio, "factors below 2^23");
        }
    }

    /** Between float and integer: the affine parameters themselves. */
    record Affine(float scale, int zeroPoint, int minimum, int maximum) implements Arithmetic {
        public static Affine of(Tensor integer) {
            return new Affine(
                    integer.scale(),
                    integer.zeroPoint(),
                    integer.type().lowest(),
                    integer.type().highest());
        }
    }

    /**
     * Copies elements and adds others.
     *
     * @param element the bytes of each element that is added
     */
    record Padded(Bytes element) implements Arithmetic {}

    /** A function of one byte, as its value for each: entry 0 is that of 0, entry 255 that of -1. */
    record Tabulated(Bytes table) implements Arithmetic {
        /** Values of a byte. */
        public static final int ENTRIES = 256;
    }

    /**
     * A parametric rectifier: {@code clamp(multiply(x + inputOffset, identity) + outputOffset)}, or {@code
     * multiply((x + inputOffset) * (alpha + alphaOffset), slope)} where the first factor is negative.
     */
    record Sloped(
            int inputOffset, int alphaOffset, int outputOffset, QuantizedMultiplier identity, QuantizedMultiplier slope)
            implements Arithmetic {
        /** The product of two differences of bytes, scaled by less, stays in int32. */
        private static final double LARGEST_SLOPE = 1 << 15;

        public static Sloped of(Tensor in, Tensor alpha, Tensor out) {
            double identity = (double) in.scale() / (double) out.scale();
            double slope = (double) in.scale() * (double) alpha.scale() / (double) out.scale();
            return new Sloped(
                    -in.zeroPoint(),
                    -alpha.zeroPoint(),
                    out.zeroPoint(),
                    QuantizedMultiplier.of(identity),
                    QuantizedMultiplier.of(slope));
        }

        public static Optional<Violation> violation(Tensor in, Tensor alpha, Tensor out) {
            double identity = (double) in.scale() / out.scale();
            double slope = (double) in.scale() * alpha.scale() / out.scale();
            return FunctionFormulas.identityViolation(identity)
                    .or(() -> Violation.unlessWithin(
                            "the factor of negative values", slope, 0, LARGEST_SLOPE, "below 2^15"));
        }
    }

    /** Copies, compares, converts or interpolates stored numbers as they are: nothing depends on a scale. */
    record Unscaled() implements Arithmetic {}
}
