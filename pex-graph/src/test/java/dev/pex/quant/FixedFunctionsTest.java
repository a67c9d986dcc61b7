package dev.pex.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Plausibility of the fixed-point functions against real ones; their bits are held by reference vectors. */
class FixedFunctionsTest {
    @Test
    void exponential() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            int a = -random.nextInt(Integer.MAX_VALUE);
            double result = FixedFunctions.exponential(a) * 0x1p-31;
            assertThat(result).isCloseTo(Math.exp(a * 0x1p-26), within(1e-6));
        }
        assertThat(FixedFunctions.exponential(0)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void reciprocalOfOnePlus() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 100_000; i++) {
            int a = random.nextInt(Integer.MAX_VALUE);
            double result = FixedFunctions.reciprocalOfOnePlus(a) * 0x1p-31;
            assertThat(result).isCloseTo(1 / (1 + a * 0x1p-31), within(1e-7));
        }
    }

    @Test
    void logisticAndTanh() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            int a = random.nextInt(-Integer.MAX_VALUE, Integer.MAX_VALUE);
            double x = a * 0x1p-27;
            assertThat(FixedFunctions.logistic(a) * 0x1p-31).isCloseTo(1 / (1 + Math.exp(-x)), within(1e-6));
            assertThat(FixedFunctions.tanh(a) * 0x1p-31).isCloseTo(Math.tanh(x), within(1e-6));
        }
        assertThat(FixedFunctions.logistic(0)).isEqualTo(1 << 30);
        assertThat(FixedFunctions.tanh(0)).isZero();
    }
}
