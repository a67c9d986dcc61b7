package dev.pex.codesign.recipe;

import static dev.pex.codesign.recipe.Checks.require;

/**
 * How a step changes weights: gradient descent with Nesterov's momentum.
 *
 * @param learningRate of the largest steps
 * @param warmUp epochs in which steps grow to that size; then they shrink along half a cosine, to zero
 * @param momentum share of the last direction in the next one
 * @param weightDecay share of each weight that is taken away in a step, for each unit of the learning rate; biases and batch
 *     normalisation keep theirs
 * @param averaging share of the average so far in the next average of all values, after each step
 */
public record StepRule(double learningRate, double warmUp, double momentum, double weightDecay, double averaging) {
    /** So that the first step has a size. */
    private static final double FIRST = 0.1;

    public StepRule {
        require(learningRate > 0 && learningRate <= 10, "learningRate", learningRate, "a number above 0, at most 10");
        require(warmUp >= 0, "warmUp", warmUp, "0 or more epochs");
        require(momentum >= 0 && momentum < 1, "momentum", momentum, "a share from 0 to below 1");
        require(weightDecay >= 0 && weightDecay < 1, "weightDecay", weightDecay, "a share from 0 to below 1");
        require(averaging >= 0 && averaging < 1, "averaging", averaging, "a share from 0 to below 1");
    }

    /** What suits most small networks of images and sounds. */
    public static StepRule defaults() {
        return new StepRule(0.1, 2, 0.9, 5e-4, 0.99);
    }

    /** The same rule with steps of another size. */
    public StepRule withLearningRate(double value) {
        return new StepRule(value, warmUp, momentum, weightDecay, averaging);
    }

    /** The same rule with another warm-up. */
    public StepRule withWarmUp(double value) {
        return new StepRule(learningRate, value, momentum, weightDecay, averaging);
    }

    /**
     * The learning rate of a step.
     *
     * @param progress epochs until then, with fraction
     * @param epochs of the whole training
     */
    public double learningRate(double progress, int epochs) {
        if (progress < warmUp) {
            return learningRate * (progress + FIRST) / (warmUp + FIRST);
        }
        double share = (progress - warmUp) / Math.max(epochs - warmUp, 1);
        return learningRate * 0.5 * (1 + StrictMath.cos(Math.PI * Math.min(1, share)));
    }
}
