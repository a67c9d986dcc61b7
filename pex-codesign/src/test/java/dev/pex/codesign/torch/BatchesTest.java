package dev.pex.codesign.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pex.codesign.data.Samples;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final int SIZE = 8;
    private static final long SEED = Long.getLong("pex.test.seed", 1);

    /** Samples of one number, their label; changed ones have a second number above 0. */
    private record Numbers(int size) implements Samples {
        @Override
        public int label(int index) {
            return index;
        }

        @Override
        public void read(int index, float[] values, int from) {
            values[from] = index;
            values[from + 1] = 0;
        }

        @Override
        public void augmented(int index, SplittableRandom random, float[] values, int from) {
            values[from] = index;
            values[from + 1] = (float) (1 + random.nextDouble());
        }
    }

    private static Batches shuffled(double mixUp, long seed) {
        return Batches.shuffled(new Numbers(27), 2, SIZE, mixUp, seed);
    }

    @Test
    void everySampleComesOnceUnlessTheBatchIsNotWhole() {
        Set<Integer> seen = new HashSet<>();
        try (Batches batches = shuffled(0, SEED)) {
            assertThat(batches.count()).isEqualTo(3);
            while (batches.hasNext()) {
                Batches.Batch batch = batches.next();
                for (int i = 0; i < batch.size(); i++) {
                    assertThat(batch.values()[2 * i]).isEqualTo(batch.labels()[i]);
                    assertThat(batch.values()[2 * i + 1]).isPositive();
                    assertThat(batch.share(i)).isZero();
                    seen.add(batch.labels()[i]);
                }
            }
        }
        assertThat(seen).hasSize(24);
    }

    @Test
    void mixedSamplesAreTheirSharesOfTwoOfTheBatch() {
        double most = 0;
        try (Batches batches = shuffled(0.4, SEED);
                Batches plain = shuffled(0, SEED)) {
            while (batches.hasNext()) {
                Batches.Batch batch = batches.next();
                Batches.Batch own = plain.next();
                assertThat(batch.labels()).isEqualTo(own.labels());
                for (int i = 0; i < batch.size(); i++) {
                    int other = Arrays.stream(own.labels()).boxed().toList().indexOf(batch.other(i));
                    float share = batch.share(i);
                    assertThat(other).isNotEqualTo(i).isNotNegative();
                    assertThat(share).isBetween(0f, 0.4f);
                    for (int k = 0; k < 2; k++) {
                        float expected = (1 - share) * own.values()[2 * i + k] + share * own.values()[2 * other + k];
                        assertThat(batch.values()[2 * i + k]).isCloseTo(expected, within(1e-5f));
                    }
                    most = Math.max(most, share);
                }
            }
        }
        assertThat(most).isGreaterThan(0.2);
    }

    @Test
    void theSameSeedGivesTheSameBatches() {
        try (Batches first = shuffled(0.5, SEED);
                Batches second = shuffled(0.5, SEED);
                Batches other = shuffled(0.5, SEED + 1)) {
            float[] values = first.next().values();
            assertThat(second.next().values()).isEqualTo(values);
            assertThat(other.next().values()).isNotEqualTo(values);
        }
    }

    @Test
    void samplesInOrderAreNeitherChangedNorMixed() {
        try (Batches batches = Batches.inOrder(new Numbers(10), 2, SIZE)) {
            assertThat(batches.next().labels()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            Batches.Batch last = batches.next();
            assertThat(last.values()).containsExactly(8, 0, 9, 0);
            assertThat(batches.hasNext()).isFalse();
        }
    }
}
