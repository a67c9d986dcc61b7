package dev.pex.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two networks of different rows that were tested on the same samples, with the same seed. */
record Pairing(Result first, Result second) {
    /** All pairs of two rows. */
    static List<Pairing> of(List<Result> row, List<Result> minus) {
        List<Pairing> pairs = new ArrayList<>();
        for (Result first : row) {
            for (Result second : minus) {
                if (first.key().fold() == second.key().fold()
                        && first.key().seed() == second.key().seed()) {
                    pairs.add(new Pairing(first, second));
                }
            }
        }
        return pairs;
    }

    /** Which answers of dense networks are right more often: {@code float} or {@code int8}. */
    static String better(List<Result> dense) {
        int real = dense.stream().mapToInt(result -> result.test().real()).sum();
        int int8 = dense.stream().mapToInt(result -> result.test().int8()).sum();
        return real > int8 ? "float" : "int8";
    }

    /**
     * The difference of all pairs: a mean over the seeds of each fold, then over the samples of all folds.
     *
     * @param kind which answers of the second network count
     */
    static Paired paired(List<Pairing> pairs, String kind, Store store) throws IOException {
        SortedMap<Integer, List<Pairing>> folds = new TreeMap<>();
        for (Pairing pair : pairs) {
            folds.computeIfAbsent(pair.first.key().fold(), fold -> new ArrayList<>())
                    .add(pair);
        }
        int all = folds.values().stream()
                .mapToInt(own -> own.get(0).first.test().samples())
                .sum();
        double[] first = new double[all];
        double[] second = new double[all];
        int[] groups = new int[all];
        int from = 0;
        int before = 0;
        for (List<Pairing> own : folds.values()) {
            for (Pairing pair : own) {
                add(first, from, store.answers(pair.first, "int8"), 1.0 / own.size());
                add(second, from, store.answers(pair.second, kind), 1.0 / own.size());
            }
            int most = 0;
            int[] numbers = store.groups(own.get(0).first);
            for (int i = 0; i < numbers.length; i++) {
                groups[from + i] = before + numbers[i];
                most = Math.max(most, numbers[i] + 1);
            }
            from += numbers.length;
            before += most;
        }
        return Paired.of(first, second, groups);
    }

    private static void add(double[] sums, int from, Answers answers, double share) {
        for (int i = answers.right().nextSetBit(0); i >= 0; i = answers.right().nextSetBit(i + 1)) {
            sums[from + i] += share;
        }
    }
}
