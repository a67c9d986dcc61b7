package dev.pex.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Plausibility of the fixed-point functions against real ones; their bits are held by reference vectors. */
class SoftmaxFunctionsTest {
    @Test
    void exponential() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            int a = -random.nextInt(Integer.MAX_VALUE);
            double result = SoftmaxFunctions.exponential(a) * 0x1p-31;
            assertThat(result).isCloseTo(Math.exp(a * 0x1p-26), within(1e-6));
        }
        assertThat(SoftmaxFunctions.exponential(0)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void reciprocalOfOnePlus() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 100_000; i++) {
            int a = random.nextInt(Integer.MAX_VALUE);
            double result = SoftmaxFunctions.reciprocalOfOnePlus(a) * 0x1p-31;
            assertThat(result).isCloseTo(1 / (1 + a * 0x1p-31), within(1e-7));
        }
    }
}
