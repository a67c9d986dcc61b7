package dev.pex.codesign.data;

import dev.pex.tensor.Ints;

/**
 * How well a network answers.
 *
 * @param correct samples whose right class has the highest score, the first one of several equal scores
 * @param samples how many were asked
 */
public record Evaluation(int correct, int samples) {
    /**
     * Counts right answers.
     *
     * @param answers a class for each sample
     */
    public static Evaluation of(Ints answers, Samples samples) {
        int correct = 0;
        for (int i = 0; i < samples.size(); i++) {
            correct += answers.get(i) == samples.label(i) ? 1 : 0;
        }
        return new Evaluation(correct, samples.size());
    }

    /** The share of samples that are answered right. */
    public double accuracy() {
        return (double) correct / samples;
    }
}
