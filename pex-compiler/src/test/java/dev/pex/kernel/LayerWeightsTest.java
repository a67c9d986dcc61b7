package dev.pex.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.quant.Arithmetic;
import dev.pex.quant.FixedPoint;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Ints;
import org.junit.jupiter.api.Test;

class LayerWeightsTest {
    private static final int HALF = 1 << 30;
    private static final int OFFSET = -100;

    private static LayerWeights layer(int bias, int shift, int... weights) {
        byte[] bytes = new byte[weights.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) weights[i];
        }
        return new LayerWeights(
                Bytes.copyOf(bytes),
                Ints.copyOf(bias),
                new Arithmetic.Weighted(128, 0, OFFSET, Ints.copyOf(HALF), Ints.copyOf(shift), -100, 90));
    }

    /** The element for inputs that are all equal. */
    private static int element(LayerWeights layer, int input) {
        long sum = layer.start(0);
        for (int e = 0; e < layer.elements(); e++) {
            sum += (long) input * layer.weight(0, e);
        }
        Arithmetic.Weighted a = layer.arithmetic();
        int scaled = FixedPoint.multiply(
                Math.toIntExact(sum), a.multipliers().get(0), a.shifts().get(0));
        return Math.max(a.minimum(), Math.min(a.maximum(), scaled + a.outputOffset()));
    }

    @Test
    void aSaturatedChannelHasNoWeightsAndTheSameOutput() {
        for (int bias : new int[] {HALF, -HALF}) {
            LayerWeights given = layer(bias, -7, 127, -127, 50);
            LayerWeights plain = given.withPlainConstantChannels();

            assertThat(plain.absoluteSum(0, 0, 3)).isZero();
            assertThat(Math.abs(plain.bias().get(0))).isLessThan(1024);
            for (int input : new int[] {-128, 0, 127}) {
                assertThat(element(plain, input)).isEqualTo(element(given, input));
            }
        }
    }

    @Test
    void aChannelMayBeConstantBetweenTheLimits() {
        LayerWeights given = layer(HALF, -24, 1, 2, 3);
        LayerWeights plain = given.withPlainConstantChannels();

        assertThat(element(plain, 5)).isEqualTo(element(given, 5)).isEqualTo(OFFSET + 32);
        assertThat(plain.start(0)).isEqualTo(4 * 32);
    }

    @Test
    void aChannelWhoseOutputDependsOnItsInputStays() {
        assertThat(layer(12_345, -7, 127, -127, 50).withPlainConstantChannels())
                .isEqualTo(layer(12_345, -7, 127, -127, 50));
        // 32.5 give or take 0.2
        LayerWeights narrow = layer((1 << 24) + (1 << 18), -18, 127, 127, 127);
        assertThat(narrow.withPlainConstantChannels()).isEqualTo(narrow);
    }
}
