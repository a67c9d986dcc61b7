package dev.pex.kernel;

import dev.pex.tensor.Bytes;

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
    },
    /**
     * In groups of four channels, in blocks of four elements, in pairs of channels that are added up together.
     * Elements are filled up with zeros.
     */
    PAIRS {
        @Override
        Bytes of(byte[] weights, int channels, int elements) {
            int pitch = (elements + 3) / 4 * 4;
            byte[] order = new byte[channels * pitch];
            int grouped = channels - channels % GROUP;
            for (int channel = 0; channel < channels; channel++) {
                for (int e = 0; e < elements; e++) {
                    byte weight = weights[channel * elements + e];
                    if (channel >= grouped) {
                        order[channel * pitch + e] = weight;
                        continue;
                    }
                    int group = channel / GROUP * GROUP * pitch;
                    int pair = channel % GROUP / 2 * 4;
                    int at = group + e / 4 * 16 + e % 2 * 8 + pair + e % 4 / 2 * 2;
                    boolean second = channel % 2 == 1;
                    // A half word is the sum of the first weight and 256 times the second.
                    boolean borrow = second && weights[(channel - 1) * elements + e] < 0;
                    order[at + (second ? 1 : 0)] = (byte) (weight - (borrow ? 1 : 0));
                }
            }
            return Bytes.copyOf(order);
        }
    };

    private static final int GROUP = 4;

    /** Weights in this order, out of those of one channel after the other. */
    abstract Bytes of(byte[] weights, int channels, int elements);
}
