package dev.pex.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.quant.Arithmetic;
import dev.pex.tensor.Ints;
import org.junit.jupiter.api.Test;

class GroupConstantsTest {
    private static final Ints BIAS = Ints.copyOf(100, -7, 0x7fffff, -0x800000, 5, 1 << 30);
    private static final Ints MULTIPLIERS = Ints.copyOf(1 << 30, Integer.MAX_VALUE, 3 << 29, 1 << 30, 1 << 30, 1 << 30);

    private static Ints constants(int minimum, boolean paired, int... shifts) {
        return GroupConstants.of(
                BIAS, new Arithmetic.Weighted(3, 0, -5, MULTIPLIERS, Ints.copyOf(shifts), minimum, 127), paired);
    }

    @Test
    void theSecondOfAPairHasItsBiasTimes256AndTheFirstOnes() {
        Ints words = constants(-5, true, -7, -7, -7, -7, -7, -7);

        assertThat(words.size()).isEqualTo(2 * 9);
        assertThat(words.get(0)).isEqualTo(100);
        assertThat((words.get(1) - words.get(0)) >> 8).isEqualTo(-7);
        assertThat((words.get(3) - words.get(2)) >> 8).isEqualTo(-0x800000);
        // Two channels fill no group.
        assertThat(words.get(9)).isEqualTo(5);
        assertThat(words.get(10)).isEqualTo(1 << 30);
        assertThat(words.get(11)).isZero();
        assertThat(constants(-5, false, -7, -7, -7, -7, -7, -7).get(1)).isEqualTo(-7);
    }

    @Test
    void multipliersAreDoubled() {
        Ints words = constants(-5, true, -7, -7, -7, -7, -7, -7);

        for (int channel = 0; channel < 4; channel++) {
            assertThat(words.get(4 + channel) >>> 1).isEqualTo(MULTIPLIERS.get(channel));
        }
    }

    @Test
    void shiftsToTheRightLessOneFillSixBits() {
        assertThat(constants(-5, true, -1, -2, -31, -9, -7, -7).get(8)).isEqualTo(0x08_1e_01_00);
    }

    @Test
    void flagsSayThatNegativeElementsCountAndThatThereAreOtherShifts() {
        assertThat(constants(-6, true, -1, -2, -31, -9, -7, -7).get(8)).isEqualTo(0x08_1e_01_80);
        Ints left = constants(-5, true, -1, 0, 31, -9, -7, 2);
        assertThat(left.get(8)).isEqualTo(0x88_20_3f_00);
        assertThat(left.get(17)).isEqualTo(0x80_00_3d_06);
    }
}
