package dev.pex.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    Path folder;

    static Result result(String row, int fold, int seed, int samples, int real, int int8) {
        return new Result(
                new Result.Key("speech", row, fold, seed),
                60,
                4000,
                new Sizes(7, 6, 5, 4, 3, 2, 1),
                20_000,
                2_000_000,
                "64 63",
                new Result.Score(10, 9, 8),
                new Result.Score(samples, real, int8),
                77,
                "pex 1 java 17");
    }

    private static Answers answers(int samples, int... right) {
        BitSet bits = new BitSet();
        for (int sample : right) {
            bits.set(sample);
        }
        return new Answers(bits, samples);
    }

    @Test
    void resultsAndAnswersComeBack() throws IOException {
        Store store = new Store(folder);
        Result first = result("dense", 0, 1, 11, 2, 3);
        Result second = result("dense", 1, 1, 2, 0, 1);
        Answers real = answers(11, 0, 10);
        Answers int8 = answers(11, 1, 7, 8);

        store.add(first, new byte[] {1}, real, int8, List.of(0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 3));
        store.add(second, new byte[] {2}, answers(2), answers(2, 0), List.of());

        assertThat(store.results()).containsExactly(first, second);
        assertThat(store.has(first.key())).isTrue();
        assertThat(store.has(new Result.Key("speech", "dense", 0, 2))).isFalse();
        assertThat(store.answers(first, "int8")).isEqualTo(int8);
        assertThat(store.answers(first, "float")).isEqualTo(real);
        assertThat(store.answers(second, "float")).isEqualTo(answers(2));
        assertThat(store.groups(first)).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 3);
        assertThat(store.groups(second)).containsExactly(0, 1);
        assertThat(Files.readAllBytes(folder.resolve("speech/dense-fold1-seed1.pexnet")))
                .containsExactly(2);
    }

    /** Two folds with two seeds each: seeds are averaged, folds lie side by side, and speakers stay apart. */
    @Test
    void differencesPairFoldsAndSeeds() throws IOException {
        Store store = new Store(folder);
        List<Pairing> pairs = new ArrayList<>();
        for (int fold = 0; fold < 2; fold++) {
            for (int seed = 1; seed <= 2; seed++) {
                Result dense = result("dense", fold, seed, 4, 4, 3);
                Result other = result("uniform-tenth", fold, seed, 4, 0, seed);
                store.add(dense, new byte[0], answers(4, 0, 1, 2, 3), answers(4, 0, 1, 2), List.of(0, 0, 1, 1));
                store.add(
                        other,
                        new byte[0],
                        answers(4),
                        seed == 1 ? answers(4, 0) : answers(4, 0, 1),
                        List.of(0, 0, 1, 1));
                pairs.add(new Pairing(other, dense));
            }
        }

        assertThat(Pairing.paired(pairs, "int8", store).mean()).isEqualTo(100 * (1.5 - 3) / 4);
        assertThat(Pairing.paired(pairs, "float", store).mean()).isEqualTo(100 * (1.5 - 4) / 4);
        // Speakers lose 0.5 and 2 of their 2 answers in float, in both folds.
        Paired alone = Paired.of(new double[4], new double[] {0.5, 2, 0.5, 2}, new int[] {0, 1, 2, 3});
        assertThat(Pairing.paired(pairs, "float", store).half()).isCloseTo(alone.half() / 2, within(1e-9));
        String tables = Tables.of(store);
        assertThat(tables).contains("| uniform-tenth | dense | -62.50 ± ").contains("No rows yet.");
    }
}
