package dev.pex.quant;

/** The rounding primitives that every quantised operator is built from. */
public final class FixedPoint {
    private FixedPoint() {}

    /**
     * High 32 bits of twice the product, rounded to nearest with ties towards positive infinity;
     * saturates where both operands are the smallest int.
     */
    public static int doublingHighMultiply(int a, int b) {
        if (a == Integer.MIN_VALUE && b == Integer.MIN_VALUE) {
            return Integer.MAX_VALUE;
        }
        return (int) (((long) a * b + (1L << 30)) >> 31);
    }

    /** x / 2^exponent rounded to nearest, ties away from zero; {@code 0 <= exponent <= 62}. */
    public static int roundingShiftRight(int x, int exponent) {
        if (exponent == 0) {
            return x;
        }
        return (int) ((x + (long) (x >> 31) + (1L << (exponent - 1))) >> exponent);
    }

    /** x * 2^exponent, saturating; 1 <= exponent <= 30 (docs/NUMERICS.md, 2.4). */
    public static int saturatingShiftLeft(int x, int exponent) {
        int threshold = (1 << (31 - exponent)) - 1;
        if (x > threshold) {
            return Integer.MAX_VALUE;
        }
        return x < -threshold ? Integer.MIN_VALUE : x << exponent;
    }

    /**
     * x * multiplier * 2^(shift - 31) in two roundings. The left shift of a positive {@code shift}
     * wraps, as an int32 does in the reference; the compiler proves for each operator that it never
     * happens.
     */
    public static int multiply(int x, int multiplier, int shift) {
        int left = Math.max(shift, 0);
        int right = Math.max(-shift, 0);
        return roundingShiftRight(doublingHighMultiply(x << left, multiplier), right);
    }

    /** C's {@code round}: to nearest, ties away from zero. */
    public static double roundHalfAway(double x) {
        double magnitude = Math.floor(Math.abs(x));
        if (Math.abs(x) - magnitude >= 0.5) {
            magnitude += 1;
        }
        return Math.copySign(magnitude, x);
    }
}
