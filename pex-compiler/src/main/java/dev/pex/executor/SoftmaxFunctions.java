package dev.pex.executor;

import dev.pex.quant.FixedPoint;

/** The fixed-point functions of softmax (docs/NUMERICS.md, 7.9). */
final class SoftmaxFunctions {
    /** Fraction bits of the exponential's argument, which has 5 integer bits. */
    private static final int ARGUMENT_FRACTION_BITS = 26;

    /** 1/4 as an argument of the exponential. */
    private static final int QUARTER = 1 << (ARGUMENT_FRACTION_BITS - 2);

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

    private SoftmaxFunctions() {}

    /** exp(a) for a <= 0 in Q5.26; the result is in Q0.31. */
    static int exponential(int a) {
        if (a == 0) {
            return Integer.MAX_VALUE;
        }
        int fraction = (a & (QUARTER - 1)) - QUARTER;
        int quarters = fraction - a;
        int result = exponentialNearZero(fraction << (31 - ARGUMENT_FRACTION_BITS));
        for (int i = 0; i < EXPONENTIALS_OF_POWERS.length; i++) {
            if ((quarters & (QUARTER << i)) != 0) {
                result = FixedPoint.doublingHighMultiply(result, EXPONENTIALS_OF_POWERS[i]);
            }
        }
        return result;
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

    /** 1 / (1 + a) for a in [0, 1), both in Q0.31, by three steps of Newton and Raphson. */
    static int reciprocalOfOnePlus(int a) {
        int half = (int) ((a + (long) Integer.MAX_VALUE + 1) / 2);
        int x = START_CONSTANT + FixedPoint.doublingHighMultiply(half, START_SLOPE);
        for (int i = 0; i < ITERATIONS; i++) {
            int error = ONE - FixedPoint.doublingHighMultiply(half, x);
            x += saturatingShiftLeft(FixedPoint.doublingHighMultiply(x, error), 2);
        }
        return saturatingShiftLeft(x, 1);
    }

    /** x * 2^exponent, saturating (docs/NUMERICS.md, 2.4). */
    private static int saturatingShiftLeft(int x, int exponent) {
        int threshold = (1 << (31 - exponent)) - 1;
        if (x > threshold) {
            return Integer.MAX_VALUE;
        }
        return x < -threshold ? Integer.MIN_VALUE : x << exponent;
    }
}
