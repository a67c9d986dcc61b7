package dev.pex.kernel;

import dev.pex.graph.Bytes;

/** How a kernel finds the weights of its output channels; pex_kernels_weighted.h says the same. */
public enum WeightOrder {
    /** One channel after the other. */
    CHANNELS {
        @Override
        Bytes of(byte[] weights, int channels, int elements) {
            return Bytes.copyOf(weights);
        }
    },
    /** One element after the other, each with the weights of all channels. */
    TAPS {
        @Override
        Bytes of(byte[] weights, int channels, int elements) {
            byte[] order = new byte[weights.length];
            for (int i = 0; i < weights.length; i++) {
                order[i % elements * channels + i / elements] = weights[i];
            }
            return Bytes.copyOf(order);
        }
    },
    /** In groups of four channels, whose weights alternate; what fills no group follows channel by channel. */
    FOURS {
        @Override
        Bytes of(byte[] weights, int channels, int elements) {
            byte[] order = weights.clone();
            for (int channel = 0; channel < channels - channels % GROUP; channel++) {
                int group = channel / GROUP * GROUP;
                for (int e = 0; e < elements; e++) {
                    order[group * elements + e * GROUP + channel % GROUP] = weights[channel * elements + e];
                }
            }
            return Bytes.copyOf(order);
        }
    };

    private static final int GROUP = 4;

    /** Weights in this order, out of those of one channel after the other. */
    abstract Bytes of(byte[] weights, int channels, int elements);
}
