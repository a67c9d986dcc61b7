package dev.pex.quant;

import dev.pex.tensor.Tensor;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Formulas that several functions of one int8 value share, from an int8 value to one that is to be limited to int8
 * (docs/NUMERICS.md, 7.20 to 7.24), and where they are defined: outside of that a shift of the reference is undefined.
 */
public final class FunctionFormulas {
    /** Integer bits of the argument of logistic and tanh. */
    private static final int INTEGER_BITS = 4;

    private static final int FRACTION_BITS = 31 - INTEGER_BITS;

    /** A difference of two bytes, scaled by less, stays in int32. */
    private static final double LARGEST_FACTOR = 1 << 23;

    private FunctionFormulas() {}

    /** 1 / (1 + exp(-x)) with the output scale 1/256 and zero point -128. */
    public static IntUnaryOperator logistic(Tensor in) {
        return saturating(in, x -> FixedPoint.roundingShiftRight(FixedFunctions.logistic(x), 31 - 8) - 128);
    }

    /** The hyperbolic tangent with the output scale 1/128 and zero point 0. */
    public static IntUnaryOperator tanh(Tensor in) {
        return saturating(in, x -> FixedPoint.roundingShiftRight(FixedFunctions.tanh(x), 31 - 7));
    }

    /** A function of fixed point with 4 integer bits; arguments beyond them give the ends of int8. */
    private static IntUnaryOperator saturating(Tensor in, IntUnaryOperator function) {
        QuantizedMultiplier scale = QuantizedMultiplier.of((double) in.scale() * (1 << FRACTION_BITS));
        double largest = (double) ((1 << INTEGER_BITS) - 1) * (1L << FRACTION_BITS) / (1L << scale.shift());
        int radius = (int) Math.floor(largest);
        return q -> {
            int x = q - in.zeroPoint();
            if (x <= -radius) {
                return Byte.MIN_VALUE;
            }
            return x >= radius ? Byte.MAX_VALUE : function.applyAsInt(scale.multiply(x));
        };
    }

    /** Where logistic and tanh are defined. */
    public static Optional<Violation> fixedPointViolation(Tensor in) {
        return Violation.unlessWithin("its input scale", in.scale(), 0x1p-28, 0x1p35, "from 2^-28 to 2^35");
    }

    /** The value in the output's quantisation, limited to a range of it. */
    public static IntUnaryOperator limited(Tensor in, Tensor out, int lowest, int highest) {
        QuantizedMultiplier scale = QuantizedMultiplier.of(identityFactor(in, out));
        return q -> Math.min(Math.max(out.zeroPoint() + scale.multiply(q - in.zeroPoint()), lowest), highest);
    }

    /** The value in the output's quantisation; a negative one times alpha. */
    public static IntUnaryOperator leaky(Tensor in, Tensor out, float alpha) {
        QuantizedMultiplier identity = QuantizedMultiplier.of(identityFactor(in, out));
        QuantizedMultiplier slope = QuantizedMultiplier.of(slopeFactor(in, out, alpha));
        return q -> {
            int x = q - in.zeroPoint();
            return out.zeroPoint() + (x >= 0 ? identity : slope).multiply(x);
        };
    }

    public static Optional<Violation> leakyViolation(Tensor in, Tensor out, float alpha) {
        return identityViolation(identityFactor(in, out))
                .or(() -> Violation.unlessWithin(
                        "the factor of negative values", slopeFactor(in, out, alpha), 0, LARGEST_FACTOR, "below 2^23"));
    }

    /** The quotient of two scales, in float32. */
    public static float identityFactor(Tensor in, Tensor out) {
        return in.scale() / out.scale();
    }

    /** The factor of negative values, in float32, from left to right. */
    private static float slopeFactor(Tensor in, Tensor out, float alpha) {
        return in.scale() * alpha / out.scale();
    }

    /** Where a difference of two stored numbers can be scaled by the quotient of their scales. */
    public static Optional<Violation> identityViolation(double factor) {
        return Violation.unlessWithin("the quotient of its scales", factor, 0, LARGEST_FACTOR, "below 2^23");
    }
}
