package dev.pex.codesign.recipe;

import static dev.pex.codesign.recipe.Checks.require;

/**
 * How a network is trained.
 *
 * @param epochs how often all training samples are seen
 * @param batch samples in a step, at least two: batch normalisation has no variance of one
 * @param mixUp the most of another sample of its batch that a sample gets, values and right answer alike, up to a half
 * @param seed decides first weights, the order of samples and how they are changed
 */
public record Recipe(int epochs, int batch, double mixUp, StepRule steps, LossRule loss, long seed) {
    public Recipe {
        require(epochs >= 1, "epochs", epochs, "1 or more");
        require(batch >= 2, "batch", batch, "2 or more");
        require(mixUp >= 0 && mixUp <= 0.5, "mixUp", mixUp, "a share from 0 to 0.5");
    }

    /** What suits most small networks of images and sounds. */
    public static Recipe defaults() {
        return new Recipe(40, 64, 0, StepRule.defaults(), LossRule.defaults(), 1);
    }

    public Recipe withEpochs(int value) {
        return new Recipe(value, batch, mixUp, steps, loss, seed);
    }

    public Recipe withBatch(int value) {
        return new Recipe(epochs, value, mixUp, steps, loss, seed);
    }

    public Recipe withMixUp(double value) {
        return new Recipe(epochs, batch, value, steps, loss, seed);
    }

    public Recipe withSteps(StepRule value) {
        return new Recipe(epochs, batch, mixUp, value, loss, seed);
    }

    public Recipe withLoss(LossRule value) {
        return new Recipe(epochs, batch, mixUp, steps, value, seed);
    }

    public Recipe withSeed(long value) {
        return new Recipe(epochs, batch, mixUp, steps, loss, value);
    }
}
