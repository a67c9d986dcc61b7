package dev.pex.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizedMultiplierTest {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    @Test
    void equalsTheDefinition() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            double significand = 1 + random.nextDouble();
            if (random.nextInt(8) == 0) {
                // Next to a power of two, where the significand carries.
                significand = 2 - Math.scalb(1.0, -random.nextInt(28, 53));
            }
            double factor = Math.scalb(significand, random.nextInt(-40, 31));
            assertThat(QuantizedMultiplier.of(factor)).as("%s", factor).isEqualTo(definition(factor));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0x1p-32, 0x1.fffffffffffffp-33, 0x1.0p-33, 0x1.ffffffcp-1, 0x1.ffffffffp-1, 0x1p30})
    void edges(double factor) {
        assertThat(QuantizedMultiplier.of(factor)).isEqualTo(definition(factor));
    }

    @Test
    void examples() {
        assertThat(QuantizedMultiplier.of(1)).isEqualTo(new QuantizedMultiplier(1 << 30, 1));
        assertThat(QuantizedMultiplier.of(0.5)).isEqualTo(new QuantizedMultiplier(1 << 30, 0));
        assertThat(QuantizedMultiplier.of(0x1p-32)).isEqualTo(new QuantizedMultiplier(1 << 30, -31));
        assertThat(QuantizedMultiplier.of(0x1.fp-33)).isEqualTo(new QuantizedMultiplier(0, 0));
        assertThat(QuantizedMultiplier.of(0)).isEqualTo(new QuantizedMultiplier(0, 0));
        assertThat(QuantizedMultiplier.of(Double.MIN_VALUE)).isEqualTo(new QuantizedMultiplier(0, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0x1p-60, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoFactor(double factor) {
        assertThatThrownBy(() -> QuantizedMultiplier.of(factor)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Halves or doubles exactly until the significand lies in [1/2, 1), then rounds it. */
    private static QuantizedMultiplier definition(double factor) {
        BigDecimal significand = new BigDecimal(factor);
        int exponent = 0;
        while (significand.compareTo(BigDecimal.ONE) >= 0) {
            significand = significand.divide(TWO);
            exponent++;
        }
        while (significand.multiply(TWO).compareTo(BigDecimal.ONE) < 0) {
            significand = significand.multiply(TWO);
            exponent--;
        }
        long rounded = significand
                .multiply(BigDecimal.valueOf(1L << 31))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        if (rounded == 1L << 31) {
            rounded = 1 << 30;
            exponent++;
        }
        return exponent < -31 ? new QuantizedMultiplier(0, 0) : new QuantizedMultiplier((int) rounded, exponent);
    }
}
