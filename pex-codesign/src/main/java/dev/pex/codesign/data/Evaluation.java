package dev.pex.codesign.data;

/**
 * How well a network answers.
 *
 * @param correct samples whose right class has the highest score, the first one of several equal scores
 * @param samples how many were asked
 */
public record Evaluation(int correct, int samples) {
    /** The share of samples that are answered right. */
    public double accuracy() {
        return (double) correct / samples;
    }
}
