package dev.pex.quant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.tensor.Ints;
import org.junit.jupiter.api.Test;

class AccumulatorBoundTest {
    private static final int LARGEST = Integer.MAX_VALUE - 256;

    @Test
    void largestInput() {
        assertThat(AccumulatorBound.largestInput(128)).isEqualTo(255);
        assertThat(AccumulatorBound.largestInput(0)).isEqualTo(128);
        assertThat(AccumulatorBound.largestInput(-127)).isEqualTo(255);
    }

    @Test
    void namesTheFirstChannelThatMayOverflow() {
        long[] weights = {0, 1, 1};
        assertThat(bound(weights, Ints.copyOf(LARGEST, -LARGEST + 128, LARGEST - 128), 0, 0, 0))
                .isEqualTo(-1);
        assertThat(bound(weights, Ints.copyOf(LARGEST, -LARGEST + 127, 0), 0, 0, 0))
                .isEqualTo(1);
        assertThat(bound(weights, Ints.copyOf(0, 0, LARGEST), 0, -5, -31)).isEqualTo(2);
    }

    @Test
    void countsTheLeftShift() {
        long[] weights = {0};
        assertThat(bound(weights, Ints.copyOf(1 << 10), 20)).isEqualTo(-1);
        assertThat(bound(weights, Ints.copyOf(1 << 10), 21)).isZero();
        assertThat(bound(weights, Ints.copyOf(0), 30)).isEqualTo(-1);
        assertThat(bound(weights, Ints.copyOf(0), 31)).isZero();
    }

    private static int bound(long[] absoluteWeights, Ints bias, int... shifts) {
        int[] multipliers = new int[shifts.length];
        Weighted arithmetic = new Weighted(0, 0, 0, Ints.copyOf(multipliers), Ints.copyOf(shifts), -128, 127);
        return AccumulatorBound.firstOverflow(arithmetic, absoluteWeights, bias);
    }
}
