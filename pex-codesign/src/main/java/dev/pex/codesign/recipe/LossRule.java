package dev.pex.codesign.recipe;

import static dev.pex.codesign.recipe.Checks.require;

/**
 * What training makes small: the cross entropy of the scores, from the right answers and from a teacher's scores.
 *
 * @param labelSmoothing share of the right answer that all classes get instead, in equal parts
 * @param balanced whether classes with few samples weigh as much as the others
 * @param teaching share of the teacher's scores, where there is a teacher
 * @param temperature by which the scores of teacher and learner are divided before they are compared
 */
public record LossRule(double labelSmoothing, boolean balanced, double teaching, double temperature) {
    public LossRule {
        require(
                labelSmoothing >= 0 && labelSmoothing < 1,
                "labelSmoothing",
                labelSmoothing,
                "a share from 0 to below 1");
        require(teaching >= 0 && teaching <= 1, "teaching", teaching, "a share from 0 to 1");
        require(temperature > 0, "temperature", temperature, "a number above 0");
    }

    public static LossRule defaults() {
        return new LossRule(0.1, false, 0.7, 3);
    }

    /**
     * The weight of each class.
     *
     * @param counts samples of each class
     */
    public float[] classWeights(int[] counts) {
        float[] weights = new float[counts.length];
        long all = 0;
        int classes = 0;
        for (int count : counts) {
            all += count;
            classes += count > 0 ? 1 : 0;
        }
        for (int k = 0; k < counts.length; k++) {
            weights[k] = balanced && counts[k] > 0 ? (float) all / classes / counts[k] : 1;
        }
        return weights;
    }
}
