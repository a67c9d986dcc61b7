package dev.pex.quant;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The rounding primitives against their definitions in exact arithmetic. */
class FixedPointTest {
    private static final int CASES = 400_000;
    private static final int[] EDGES = {
        Integer.MIN_VALUE,
        Integer.MIN_VALUE + 1,
        -(1 << 30),
        -(1 << 30) - 1,
        -1,
        0,
        1,
        1 << 30,
        (1 << 30) + 1,
        Integer.MAX_VALUE
    };

    @Test
    void doublingHighMultiply() {
        for (int a : EDGES) {
            for (int b : EDGES) {
                assertThat(FixedPoint.doublingHighMultiply(a, b)).isEqualTo(truncatingDefinition(a, b));
            }
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < CASES; i++) {
            int a = any(random);
            int b = any(random);
            check(FixedPoint.doublingHighMultiply(a, b), truncatingDefinition(a, b), a, b);
        }
    }

    /** A nudge that depends on the sign of the product, and a division that truncates. */
    private static int truncatingDefinition(int a, int b) {
        if (a == Integer.MIN_VALUE && b == Integer.MIN_VALUE) {
            return Integer.MAX_VALUE;
        }
        BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        BigInteger nudge = BigInteger.valueOf(product.signum() >= 0 ? 1 << 30 : 1 - (1 << 30));
        return product.add(nudge).divide(BigInteger.ONE.shiftLeft(31)).intValueExact();
    }

    @Test
    void roundingShiftRight() {
        for (int x : EDGES) {
            for (int exponent = 0; exponent <= 62; exponent++) {
                check(FixedPoint.roundingShiftRight(x, exponent), halfAway(x, exponent), x, exponent);
            }
        }
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < CASES; i++) {
            int exponent = random.nextInt(32);
            int x = random.nextInt(4) == 0 ? tie(random, exponent) : any(random);
            check(FixedPoint.roundingShiftRight(x, exponent), halfAway(x, exponent), x, exponent);
        }
    }

    /** An odd multiple of half the divisor, where there is one. */
    private static int tie(SplittableRandom random, int exponent) {
        int half = exponent == 0 ? 1 : 1 << (exponent - 1);
        return (any(random) / half | 1) * half;
    }

    private static int halfAway(int x, int exponent) {
        return BigDecimal.valueOf(x)
                .divide(BigDecimal.valueOf(1L << exponent), 0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    @Test
    void multiplyRoundsTwice() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < CASES; i++) {
            int shift = random.nextInt(-31, 31);
            int multiplier = random.nextInt(1 << 30, Integer.MAX_VALUE);
            int x = any(random) >> Math.max(shift, 0);
            int high = truncatingDefinition(x << Math.max(shift, 0), multiplier);
            check(FixedPoint.multiply(x, multiplier, shift), halfAway(high, Math.max(-shift, 0)), x, shift);
        }
    }

    @Test
    void roundHalfAway() {
        double[] edges = {
            0, 0.5, 0.49999999999999994, 1.5, 2.5, 4503599627370495.5, 9007199254740992.0, 1e300, Double.MIN_VALUE
        };
        for (double x : edges) {
            checkRounding(x);
            checkRounding(-x);
        }
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < CASES; i++) {
            checkRounding(random.nextBoolean() ? random.nextInt() / 4.0 : (random.nextDouble() - 0.5) * 1000);
        }
        assertThat(FixedPoint.roundHalfAway(Double.POSITIVE_INFINITY)).isInfinite();
    }

    private static void checkRounding(double x) {
        double expected = new BigDecimal(x).setScale(0, RoundingMode.HALF_UP).doubleValue();
        if (FixedPoint.roundHalfAway(x) != expected) {
            assertThat(FixedPoint.roundHalfAway(x)).as("%s", x).isEqualTo(expected);
        }
    }

    private static int any(SplittableRandom random) {
        int wide = random.nextInt(8) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextInt();
        return wide >> random.nextInt(31);
    }

    private static void check(int actual, int expected, int a, int b) {
        if (actual != expected) {
            assertThat(actual).as("%d, %d", a, b).isEqualTo(expected);
        }
    }
}
