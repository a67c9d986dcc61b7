package dev.pex.codesign.recipe;

import static dev.pex.codesign.recipe.Checks.require;

/**
 * How a network is trained.
 *
 * @param epochs how often all training samples are seen
 * @param done how many of these epochs an earlier training has made: numbers and orders of samples go on from there, while the size
 *     of steps begins anew
 * @param batch samples in a step, at least two: batch normalisation has no variance of one
 * @param mixUp the most of another sample of its batch that a sample gets, values and right answer alike, up to a half
 * @param seed decides first weights, the order of samples and how they are changed
 */
public record Recipe(int epochs, int done, int batch, double mixUp, StepRule steps, LossRule loss, long seed) {
    public Recipe {
        require(epochs >= 1, "epochs", epochs, "1 or more");
        require(done >= 0 && done < epochs, "done", done, "fewer than all epochs");
        require(batch >= 2, "batch", batch, "2 or more");
        require(mixUp >= 0 && mixUp <= 0.5, "mixUp", mixUp, "a share from 0 to 0.5");
    }

    /** What suits most small networks of images and sounds. */
    public static Recipe defaults() {
        return new Recipe(40, 0, 64, 0, StepRule.defaults(), LossRule.defaults(), 1);
    }

    public Recipe withEpochs(int value) {
        return new Recipe(value, done, batch, mixUp, steps, loss, seed);
    }

    /** The recipe of some epochs more after this one. */
    public Recipe withMore(int more) {
        return new Recipe(epochs + more, epochs, batch, mixUp, steps, loss, seed);
    }

    public Recipe withBatch(int value) {
        return new Recipe(epochs, done, value, mixUp, steps, loss, seed);
    }

    public Recipe withMixUp(double value) {
        return new Recipe(epochs, done, batch, value, steps, loss, seed);
    }

    public Recipe withSteps(StepRule value) {
        return new Recipe(epochs, done, batch, mixUp, value, loss, seed);
    }

    public Recipe withLoss(LossRule value) {
        return new Recipe(epochs, done, batch, mixUp, steps, value, seed);
    }

    public Recipe withSeed(long value) {
        return new Recipe(epochs, done, batch, mixUp, steps, loss, value);
    }

    /**
     * The learning rate of a step.
     *
     * @param progress epochs until then, with fraction; those that are done count
     */
    public double learningRate(double progress) {
        return steps.learningRate(progress - done, epochs - done);
    }
}
