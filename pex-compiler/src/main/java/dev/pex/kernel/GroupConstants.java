package dev.pex.kernel;

import dev.pex.quant.Arithmetic;
import dev.pex.tensor.Ints;

/** Constants of groups of four channels, as the kernels for the DSP extension read them: pex_dsp.h says how they lie. */
final class GroupConstants {
    private static final int GROUP = 4;
    private static final int WORDS = 9;
    private static final int MULTIPLIERS = 4;
    private static final int SHIFTS = 8;
    private static final int SHIFT_BITS = 0x3f;
    private static final int SOME_NEGATIVE = 1 << 7;
    private static final int SOME_LEFT = 1 << 31;

    private GroupConstants() {}

    /**
     * Those of a layer.
     *
     * @param bias with the input offset's share
     * @param paired whether channels of whole groups are added up in pairs
     */
    static Ints of(Ints bias, Arithmetic.Weighted arithmetic, boolean paired) {
        int channels = bias.size();
        int[] words = new int[(channels + GROUP - 1) / GROUP * WORDS];
        for (int channel = 0; channel < channels; channel++) {
            int group = channel / GROUP * WORDS;
            int lane = channel % GROUP;
            boolean second = paired && lane % 2 == 1 && channel / GROUP < channels / GROUP;
            int shift = arithmetic.shifts().get(channel);
            // Modulo 2^32, all of them.
            words[group + lane] = second ? bias.get(channel - 1) + 256 * bias.get(channel) : bias.get(channel);
            words[group + MULTIPLIERS + lane] = 2 * arithmetic.multipliers().get(channel);
            words[group + SHIFTS] |= (~shift & SHIFT_BITS) << (Byte.SIZE * lane)
                    | (shift >= 0 ? SOME_LEFT : 0)
                    // At or above an output of zero, it does not matter how a negative one is rounded.
                    | (arithmetic.minimum() < arithmetic.outputOffset() ? SOME_NEGATIVE : 0);
        }
        return Ints.copyOf(words);
    }
}
