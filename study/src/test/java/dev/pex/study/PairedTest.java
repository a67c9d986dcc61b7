package dev.pex.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedTest {
    @Test
    void groupsOfOneGiveTheIntervalOfMcNemar() {
        int samples = 400;
        double[] first = new double[samples];
        double[] second = new double[samples];
        // 30 samples that only the first answers right, 10 that only the second does.
        IntStream.range(0, 330).forEach(i -> first[i] = 1);
        IntStream.range(0, 300).forEach(i -> second[i] = 1);
        IntStream.range(330, 340).forEach(i -> second[i] = 1);

        Paired paired = Paired.of(first, second, IntStream.range(0, samples).toArray());

        double variance = (40 - 20.0 * 20 / samples) / samples / (samples - 1);
        assertThat(paired.mean()).isEqualTo(5, within(1e-9));
        assertThat(paired.half()).isEqualTo(100 * 1.959964 * Math.sqrt(variance), within(1e-9));
    }

    /** Intervals over speakers are to hold what they promise where clips of a speaker are alike; those over clips do not. */
    @Test
    void intervalsOverGroupsCoverTheTruth() {
        SplittableRandom random = new SplittableRandom(7);
        int byGroup = 0;
        int bySample = 0;
        int trials = 1000;
        for (int trial = 0; trial < trials; trial++) {
            int groups = 60;
            int each = 10;
            double[] first = new double[groups * each];
            int[] own = new int[first.length];
            for (int g = 0; g < groups; g++) {
                double likely = random.nextBoolean() ? 0.9 : 0.5;
                for (int i = 0; i < each; i++) {
                    own[g * each + i] = g;
                    first[g * each + i] = random.nextDouble() < likely ? 1 : 0;
                }
            }
            double[] none = new double[first.length];
            int[] alone = IntStream.range(0, first.length).toArray();
            byGroup += covers(Paired.of(first, none, own), 70) ? 1 : 0;
            bySample += covers(Paired.of(first, none, alone), 70) ? 1 : 0;
        }
        assertThat(byGroup).isBetween(925, 970);
        assertThat(bySample).isLessThan(byGroup - 40);
    }

    private static boolean covers(Paired paired, double truth) {
        return Math.abs(paired.mean() - truth) <= paired.half();
    }
}
