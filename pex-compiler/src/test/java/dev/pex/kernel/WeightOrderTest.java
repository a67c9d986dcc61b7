package dev.pex.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.tensor.Bytes;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightOrderTest {
    /** Five channels of six elements: a group and a channel that fills none. */
    private static final int CHANNELS = 5;

    private static final int ELEMENTS = 6;

    @Test
    void foursAlternateInAGroup() {
        Bytes order = WeightOrder.FOURS.of(numbered(), CHANNELS, ELEMENTS);

        assertThat(order.size()).isEqualTo(CHANNELS * ELEMENTS);
        for (int e = 0; e < ELEMENTS; e++) {
            for (int channel = 0; channel < 4; channel++) {
                assertThat(order.get(4 * e + channel)).isEqualTo((byte) (10 * channel + e));
            }
            assertThat(order.get(4 * ELEMENTS + e)).isEqualTo((byte) (40 + e));
        }
    }

    @Test
    void halfWordsOfPairsAreOneWeightAnd256TimesTheOther() {
        byte[] weights = new byte[CHANNELS * ELEMENTS];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) random.nextInt(-127, 128);
        }

        Bytes order = WeightOrder.PAIRS.of(weights, CHANNELS, ELEMENTS);

        int pitch = 8;
        assertThat(order.size()).isEqualTo(CHANNELS * pitch);
        for (int e = 0; e < pitch; e++) {
            for (int pair = 0; pair < 2; pair++) {
                int at = e / 4 * 16 + pair * 4 + e % 2 * 8 + e % 4 / 2 * 2;
                int halfWord = (order.get(at) & 0xff) | order.get(at + 1) << 8;
                int first = e < ELEMENTS ? weights[2 * pair * ELEMENTS + e] : 0;
                int second = e < ELEMENTS ? weights[(2 * pair + 1) * ELEMENTS + e] : 0;
                assertThat(halfWord).isEqualTo(first + 256 * second);
            }
            byte alone = e < ELEMENTS ? weights[4 * ELEMENTS + e] : 0;
            assertThat(order.get(4 * pitch + e)).isEqualTo(alone);
        }
    }

    private static byte[] numbered() {
        byte[] weights = new byte[CHANNELS * ELEMENTS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (10 * (i / ELEMENTS) + i % ELEMENTS);
        }
        return weights;
    }
}
