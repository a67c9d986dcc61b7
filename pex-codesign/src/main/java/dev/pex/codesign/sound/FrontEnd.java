package dev.pex.codesign.sound;

import dev.pex.tensor.Ints;

/**
 * Log-mel or cepstral features of sound, computed in integers; docs/SOUND.md has the formula. {@link FrontEndCode} makes C
 * sources that compute the same bits. Safe for use by several threads.
 *
 * <p>A feature is int16 in 2^-8 of a step, or int8 in steps. As the input of a network an int8 feature {@code q} is the number
 * {@code q / 32}: scale 2^-5, zero point 0.
 */
public final class FrontEnd {
    /** The scale of int8 features as the input of a network; the zero point is 0. */
    public static final float SCALE = 0x1p-5f;

    /** Twice the bits of the window, plus those of weights, without those that powers lose: the level 0 in octaves. */
    static final int OCTAVES = 2 * Spectrum.WINDOW_BITS + 15 - MelBands.LOST_BITS;

    private static final int MOST = 0xffff;

    private final SoundSettings settings;
    private final Spectrum spectrum;
    private final MelBands bands;
    private final CosineTransform transform;

    public FrontEnd(SoundSettings settings) {
        this.settings = settings;
        this.spectrum = new Spectrum(settings.window(), settings.fft());
        this.bands = new MelBands(settings.rate(), settings.fft(), settings.bands(), settings.low(), settings.high());
        this.transform = new CosineTransform(settings.coefficients(), settings.bands());
    }

    public SoundSettings settings() {
        return settings;
    }

    /**
     * Computes the features of consecutive frames in int8.
     *
     * @param wave at least {@link SoundSettings#samples} from {@code from} on
     * @param features receives frames x {@link SoundSettings#width}
     */
    public void compute(short[] wave, int from, int frames, byte[] features, int to) {
        short[] frame = new short[settings.width()];
        int[] work = new int[settings.fft()];
        for (int f = 0; f < frames; f++) {
            frame(wave, from + f * settings.hop(), work, frame);
            for (int i = 0; i < frame.length; i++) {
                features[to + f * frame.length + i] = toInt8(frame[i]);
            }
        }
    }

    /**
     * Computes the features of one frame in int16.
     *
     * @param wave the samples of a window from {@code from} on
     * @return {@link SoundSettings#width} features
     */
    public short[] frame(short[] wave, int from) {
        short[] features = new short[settings.width()];
        frame(wave, from, new int[settings.fft()], features);
        return features;
    }

    /** An int16 feature as int8. */
    static byte toInt8(short feature) {
        return (byte) Math.min(((feature + 0x8080) >> 8) - 128, Byte.MAX_VALUE);
    }

    private void frame(short[] wave, int from, int[] work, short[] features) {
        int[] levels = levels(work, spectrum.transform(wave, from, work));
        for (int i = 0; i < features.length; i++) {
            int level = settings.coefficients() == 0 ? levels[i] : transform.coefficient(i, levels);
            int value = (level * settings.steps() + 2) >> 2;
            // Levels are 0 or more and are centred; coefficients from 1 on lie around 0 already.
            int centred = settings.coefficients() == 0 || i == 0 ? value + Short.MIN_VALUE : value;
            features[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, centred));
        }
    }

    /** The levels of the bands above the lowest one, in 2^-10 octaves, from 0 to 65535. */
    private int[] levels(int[] work, int shift) {
        int[] levels = new int[settings.bands()];
        if (shift == Spectrum.SILENT) {
            return levels;
        }
        long[] energies = new long[levels.length];
        bands.sum(work, settings.fft(), energies);
        int base = (OCTAVES + settings.lowest() + 2 * shift) << Log2.BITS;
        for (int b = 0; b < levels.length; b++) {
            levels[b] = energies[b] == 0 ? 0 : Math.max(0, Math.min(MOST, Log2.of(energies[b]) - base));
        }
        return levels;
    }

    Ints window() {
        return spectrum.window();
    }

    Ints sines() {
        return spectrum.sines();
    }

    Ints edges() {
        return bands.edges();
    }

    Ints rises() {
        return bands.rises();
    }

    Ints cosines() {
        return transform.cosines();
    }
}
