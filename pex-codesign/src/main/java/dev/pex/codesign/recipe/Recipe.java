package dev.pex.codesign.recipe;

import static dev.pex.codesign.recipe.Checks.require;

/**
 * How a network is trained.
 *
 * @param epochs how often all training samples are seen
 * @param batch samples in a step, at least two: batch normalisation has no variance of one
 * @param seed decides first weights, the order of samples and how they are changed
 */
public record Recipe(int epochs, int batch, StepRule steps, LossRule loss, long seed) {
    public Recipe {
        require(epochs >= 1, "epochs", epochs, "1 or more");
        require(batch >= 2, "batch", batch, "2 or more");
    }

    /** What suits most small networks of images and sounds. */
    public static Recipe defaults() {
        return new Recipe(40, 64, StepRule.defaults(), LossRule.defaults(), 1);
    }

    public Recipe withEpochs(int value) {
        return new Recipe(value, batch, steps, loss, seed);
    }

    public Recipe withBatch(int value) {
        return new Recipe(epochs, value, steps, loss, seed);
    }

    public Recipe withSteps(StepRule value) {
        return new Recipe(epochs, batch, value, loss, seed);
    }

    public Recipe withLoss(LossRule value) {
        return new Recipe(epochs, batch, steps, value, seed);
    }

    public Recipe withSeed(long value) {
        return new Recipe(epochs, batch, steps, loss, value);
    }
}
