package dev.pex.codesign.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** Sounds whose waveform is changed at random, before the front end if there is one. */
final class WaveSamples implements Samples {
    private final Samples plain;
    private final ByteBuffer waves;
    private final int length;
    private final SoundInput input;
    private final WaveAugmenter augmenter;
    private final ArrayAugmenter masks;

    /**
     * Samples.
     *
     * @param plain the same samples without changes
     * @param waves as many sounds of the length of the input
     */
    WaveSamples(Samples plain, ByteBuffer waves, SoundInput input, WaveAugmenter augmenter, ArrayAugmenter masks) {
        this.plain = plain;
        this.waves = waves;
        this.length = input.length();
        this.input = input;
        this.augmenter = augmenter;
        this.masks = masks;
    }

    @Override
    public int size() {
        return plain.size();
    }

    @Override
    public int label(int index) {
        return plain.label(index);
    }

    @Override
    public void read(int index, float[] values, int from) {
        plain.read(index, values, from);
    }

    @Override
    public void augmented(int index, SplittableRandom random, float[] values, int from) {
        short[] wave = new short[length];
        waves.duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(index * length * Short.BYTES)
                .asShortBuffer()
                .get(wave);
        input.convert(augmenter.augment(wave, random), values, from);
        masks.mask(random, values, from);
    }
}
