package dev.pex.codesign.torch;

import java.util.Map;
import java.util.function.Supplier;

/** Hears of each step of an epoch. */
public interface StepListener {
    /** One that hears nothing. */
    StepListener NONE = (done, steps, products) -> {};

    /**
     * Called after the gradients of a step are known, before weights change.
     *
     * @param done steps of the epoch, this one included
     * @param steps of the epoch
     * @param products for each layer that sums over channels, by the index of its operator, and for each channel that it reads: the
     *     sum of the products of all weights that read the channel with their gradients. To first order it is what the loss
     *     gains when these weights become zero, with its sign changed. Only to be asked during the call
     */
    void step(int done, int steps, Supplier<Map<Integer, float[]>> products);
}
