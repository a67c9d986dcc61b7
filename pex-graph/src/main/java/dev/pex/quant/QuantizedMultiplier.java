package dev.pex.quant;

/**
 * A real factor as multiplier * 2^(shift - 31).
 *
 * @param multiplier 0, or in [2^30, 2^31)
 * @param shift positive shifts left
 */
public record QuantizedMultiplier(int multiplier, int shift) {

    /**
     * Quantises a non-negative factor: its significand to 31 bits, half away from zero, with a carry at
     * 2^31; factors below 2^-32 flush to zero.
     */
    public static QuantizedMultiplier of(double factor) {
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor " + factor);
        }
        if (factor == 0) {
            return new QuantizedMultiplier(0, 0);
        }
        // Math.getExponent counts from 1 <= significand < 2; here the significand is in [0.5, 1).
        int shift = factor < Double.MIN_NORMAL ? -1022 : Math.getExponent(factor) + 1;
        long significand = (long) FixedPoint.roundHalfAway(Math.scalb(factor, 31 - shift));
        if (significand == 1L << 31) {
            significand /= 2;
            shift++;
        }
        if (shift < -31) {
            return new QuantizedMultiplier(0, 0);
        }
        return new QuantizedMultiplier((int) significand, shift);
    }

    /** x times the factor in two roundings: see {@link FixedPoint#multiply}. */
    public int multiply(int x) {
        return FixedPoint.multiply(x, multiplier, shift);
    }
}
