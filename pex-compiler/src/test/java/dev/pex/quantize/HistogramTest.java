package dev.pex.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pex.tensor.Quantization;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ranges out of values. */
class HistogramTest {
    /** Evenly from -1 to 1, and one value far away. */
    private static Histogram withOutlier(double outlier) {
        double[] values = new SplittableRandom(5).doubles(100_000, -1, 1).toArray();
        values[0] = outlier;
        Histogram histogram = new Histogram(ValueRange.of(values));
        histogram.add(values);
        return histogram;
    }

    @Test
    void minimaAndMaximaKeepEverything() {
        assertThat(withOutlier(50).range(new RangeMethod.MinMax()).max()).isEqualTo(50);
    }

    @Test
    void percentilesLeaveRareValuesOut() {
        ValueRange range = withOutlier(50).range(new RangeMethod.Percentile(99.9));

        assertThat(range.max()).isCloseTo(1, within(0.05));
        assertThat(range.min()).isCloseTo(-1, within(0.05));
        assertThat(withOutlier(50).range(new RangeMethod.Percentile(100)).max()).isEqualTo(50);
    }

    @Test
    void leastSquareErrorWeighsClippingAgainstRounding() {
        // One value of 4 costs less when it is clipped than finer steps gain; one of 1000 must be kept.
        assertThat(withOutlier(4).range(new RangeMethod.MeanSquareError()).max())
                .isBetween(0.9, 4.0);
        assertThat(withOutlier(1000).range(new RangeMethod.MeanSquareError()).max())
                .isGreaterThan(800);
    }

    @Test
    void zerosSayNothing() {
        double[] values = new double[1000];
        values[0] = 1;
        Histogram histogram = new Histogram(ValueRange.of(values));
        histogram.add(values);

        assertThat(histogram.range(new RangeMethod.Percentile(99)).max()).isEqualTo(1);
    }

    @Test
    void quantisationCoversTheRangeAndHoldsZero() {
        assertThat(new ValueRange(0, 255).quantization()).isEqualTo(new Quantization(1, -128));
        assertThat(new ValueRange(-255, 0).quantization()).isEqualTo(new Quantization(1, 127));
        assertThat(new ValueRange(-128, 127).quantization()).isEqualTo(new Quantization(1, 0));
        assertThat(ValueRange.zero().quantization().scale()).isPositive();
        assertThat(ValueRange.of(3, 4)).isEqualTo(new ValueRange(0, 4));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RangeMethod.Percentile(50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RangeMethod.Percentile(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ValueRange(1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ValueRange(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
