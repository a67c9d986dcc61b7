package dev.pex.quant;

/** Exponential, logistic and hyperbolic tangent in fixed point (docs/NUMERICS.md, 7.9 and 7.20). */
public final class FixedFunctions {
    /** Fraction bits of softmax's and, doubled, of the tangent's argument, which then has 5 integer bits. */
    private static final int FRACTION_BITS = 26;

    /** Fraction bits of the logistic function's argument, which has 4 integer bits. */
    private static final int LOGISTIC_FRACTION_BITS = 27;

    /** exp(-1/4), exp(-1/2), exp(-1), ..., exp(-16) in Q0.31. */
    private static final int[] EXPONENTIALS_OF_POWERS = {
        0x63AFBE7B, 0x4DA2CBF2, 0x2F16AC6C, 0x1152AAA4, 0x02582AB7, 0x000AFE11, 0x000000F2
    };

    /** 1/8, exp(-1/8) and 1/3 in Q0.31. */
    private static final int EIGHTH = 0x10000000;

    private static final int EXP_OF_MINUS_EIGHTH = 0x70F5A894;
    private static final int THIRD = 0x2AAAAAAB;

    /** 48/17, -32/17 and 1 in Q2.29: the start of the reciprocal's iteration. */
    private static final int START_CONSTANT = 0x5A5A5A5A;

    private static final int START_SLOPE = 0xC3C3C3C4;
    private static final int ONE = 0x20000000;
    private static final int ITERATIONS = 3;

    private FixedFunctions() {}

    /** exp(a) for a <= 0 in Q5.26; the result is in Q0.31. */
    public static int exponential(int a) {
        return exponential(a, FRACTION_BITS);
    }

    /** exp(a) for a <= 0 with some fraction bits; the result is in Q0.31. */
    private static int exponential(int a, int fractionBits) {
        if (a == 0) {
            return Integer.MAX_VALUE;
        }
        int quarter = 1 << (fractionBits - 2);
        int fraction = (a & (quarter - 1)) - quarter;
        int quarters = fraction - a;
        int result = exponentialNearZero(fraction << (31 - fractionBits));
        for (int i = 0; i < EXPONENTIALS_OF_POWERS.length; i++) {
            if ((quarters & (quarter << i)) != 0) {
                result = FixedPoint.doublingHighMultiply(result, EXPONENTIALS_OF_POWERS[i]);
            }
        }
        return result;
    }

    /** 1 / (1 + exp(-a)) for a in Q4.27, not -16; the result is in Q0.31. */
    static int logistic(int a) {
        if (a == 0) {
            return 1 << 30;
        }
        int positive = reciprocalOfOnePlus(exponential(-Math.abs(a), LOGISTIC_FRACTION_BITS));
        return a > 0 ? positive : Integer.MAX_VALUE - positive;
    }

    /** tanh(a) for a in Q4.27, not -16; the result is in Q0.31. */
    static int tanh(int a) {
        if (a == 0) {
            return 0;
        }
        // With a bit less for the fraction the same bits are 2a; (1 - e) / (1 + e) is 2 / (1 + e) - 1.
        int doubled = twiceReciprocalOfOnePlus(exponential(-Math.abs(a), FRACTION_BITS));
        int positive = FixedPoint.saturatingShiftLeft(doubled - ONE, 2);
        return a > 0 ? positive : -positive;
    }

    /** exp(a) for a in [-1/4, 0), both in Q0.31: a polynomial of degree 4 around -1/8. */
    private static int exponentialNearZero(int a) {
        int x = a + EIGHTH;
        int x2 = FixedPoint.doublingHighMultiply(x, x);
        int x3 = FixedPoint.doublingHighMultiply(x2, x);
        int x4 = FixedPoint.doublingHighMultiply(x2, x2);
        int cubic = FixedPoint.doublingHighMultiply(FixedPoint.roundingShiftRight(x4, 2) + x3, THIRD);
        int tail = FixedPoint.roundingShiftRight(cubic + x2, 1);
        return EXP_OF_MINUS_EIGHTH + FixedPoint.doublingHighMultiply(EXP_OF_MINUS_EIGHTH, x + tail);
    }

    /** 1 / (1 + a) for a in [0, 1), both in Q0.31. */
    public static int reciprocalOfOnePlus(int a) {
        return FixedPoint.saturatingShiftLeft(twiceReciprocalOfOnePlus(a), 1);
    }

    /** 2 / (1 + a) in Q2.29 for a in [0, 1) in Q0.31, by three steps of Newton and Raphson. */
    private static int twiceReciprocalOfOnePlus(int a) {
        int half = (int) ((a + (long) Integer.MAX_VALUE + 1) / 2);
        int x = START_CONSTANT + FixedPoint.doublingHighMultiply(half, START_SLOPE);
        for (int i = 0; i < ITERATIONS; i++) {
            int error = ONE - FixedPoint.doublingHighMultiply(half, x);
            x += FixedPoint.saturatingShiftLeft(FixedPoint.doublingHighMultiply(x, error), 2);
        }
        return x;
    }
}
