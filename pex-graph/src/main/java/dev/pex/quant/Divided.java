package dev.pex.quant;

import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Division by the reciprocal of the divisor in fixed point, which has 31 bits: {@code clamp(a / b, scaled, +
 * outputOffset)} with {@code a = left + leftOffset} and {@code b = right + rightOffset}, not 0 (docs/NUMERICS.md, 7.38).
 */
public record Divided(
        int leftOffset, int rightOffset, int outputOffset, QuantizedMultiplier scale, int minimum, int maximum)
        implements Pairwise {
    /** Bits to the left by which the largest dividend is shifted: no quotient is shifted left afterwards. */
    private static final int SMALLEST_HEADROOM = 23;

    /** The constants of the reference: their factor is in float32. */
    public static Divided of(Tensor left, Tensor right, Tensor out, int minimum, int maximum) {
        return new Divided(
                -left.zeroPoint(),
                -right.zeroPoint(),
                out.zeroPoint(),
                QuantizedMultiplier.of(factor(left, right, out)),
                minimum,
                maximum);
    }

    /** What is wrong with the scales; empty when each quotient is shifted right. */
    public static Optional<Violation> violation(Tensor left, Tensor right, Tensor out) {
        float factor = factor(left, right, out);
        boolean finite = factor >= 0 && !Float.isInfinite(factor);
        return finite && QuantizedMultiplier.of(factor).shift() <= SMALLEST_HEADROOM
                ? Optional.empty()
                : Violation.unsupported(
                        "the quotient of its scales " + left.scale() + " / (" + right.scale() + " * " + out.scale()
                                + ") is too large for float32 arithmetic",
                        "quotients below 2^" + SMALLEST_HEADROOM);
    }

    private static float factor(Tensor left, Tensor right, Tensor out) {
        return left.scale() / (right.scale() * out.scale());
    }

    @Override
    public int compute(int left, int right) {
        int divisor = Math.abs(right + rightOffset);
        int dividend = right + rightOffset < 0 ? -(left + leftOffset) : left + leftOffset;
        int zeros = Integer.numberOfLeadingZeros(divisor);
        int reciprocal = FixedFunctions.reciprocalOfOnePlus((divisor << zeros) & Integer.MAX_VALUE);
        int headroom = Integer.numberOfLeadingZeros(dividend ^ (dividend >> 31)) - 1;
        int quotient = FixedPoint.doublingHighMultiply(dividend << headroom, reciprocal);
        int scaled = FixedPoint.doublingHighMultiply(quotient, scale.multiplier());
        int shift = 31 - zeros + headroom - scale.shift();
        int rounded = shift > 31 ? 0 : FixedPoint.roundingShiftRight(scaled, shift);
        return Math.min(Math.max(rounded + outputOffset, minimum), maximum);
    }

    @Override
    public List<KernelConstant> constants() {
        return List.of(
                KernelConstant.of("left offset, right offset, output offset", leftOffset, rightOffset, outputOffset),
                KernelConstant.of("minimum, maximum", minimum, maximum),
                KernelConstant.of("scale", scale));
    }
}
