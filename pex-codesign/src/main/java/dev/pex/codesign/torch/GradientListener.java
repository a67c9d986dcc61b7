package dev.pex.codesign.torch;

import java.util.Map;

/** Learns what each step says of the channels that layers read. */
public interface GradientListener {
    /** One that learns nothing. */
    GradientListener NONE = products -> {};

    /**
     * Called after the gradients of a step are known, before weights change.
     *
     * @param products for each layer that sums over channels, by the index of its operator, and for each channel that it reads: the
     *     sum of the products of all weights that read the channel with their gradients. To first order it is what the loss
     *     gains when these weights become zero, with its sign changed
     */
    void step(Map<Integer, float[]> products);
}
