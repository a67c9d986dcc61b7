package dev.pex.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Ints;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.FixedPoint;
import org.junit.jupiter.api.Test;

class SaturatedBiasTest {
    private static final long LIMIT = (1L << 30) - 1;
    private static final int HALF = 1 << 30;

    private static Arithmetic.Weighted scaled(int shift) {
        return new Arithmetic.Weighted(128, 0, -128, Ints.copyOf(HALF), Ints.copyOf(shift), -128, 127);
    }

    private static int reduced(int bias, int shift) {
        return reduced(bias, shift, 1000);
    }

    private static int reduced(int bias, int shift, long absoluteSum) {
        return SaturatedBias.reduced(Ints.copyOf(bias), scaled(shift), new long[] {absoluteSum}, LIMIT)
                .get(0);
    }

    @Test
    void aSaturatedChannelStaysSaturatedWithASmallerBias() {
        long spread = 1000 * 255;
        for (int bias : new int[] {HALF, -HALF}) {
            int smaller = reduced(bias, -7);

            assertThat(Math.abs((long) smaller) + spread).isLessThanOrEqualTo(LIMIT);
            assertThat(Integer.signum(smaller)).isEqualTo(Integer.signum(bias));
            int farthest = (int) (smaller - Integer.signum(bias) * spread);
            assertThat(Math.abs(FixedPoint.multiply(farthest, HALF, -7))).isGreaterThan(255);
        }
    }

    @Test
    void aBiasWithinTheLimitStays() {
        assertThat(reduced(12_345, -7)).isEqualTo(12_345);
    }

    @Test
    void aChannelWhoseOutputDependsOnItsInputKeepsItsBias() {
        assertThat(reduced(HALF, -23, 4_000_000)).isEqualTo(HALF);
    }
}
