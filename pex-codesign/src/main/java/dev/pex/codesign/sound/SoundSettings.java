package dev.pex.codesign.sound;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;

/**
 * The settings of a front end; docs/SOUND.md has the formula.
 *
 * @param rate samples in a second, from 1000 to 192000
 * @param window samples of a frame, from 16 to {@code fft}
 * @param hop samples from the start of one frame to that of the next, at least 1
 * @param fft points of the Fourier transform, a power of two from 32 to 4096
 * @param bands mel bands, from 2 to 128
 * @param low the frequency in Hz at which the first band begins
 * @param high the frequency in Hz at which the last band ends; at most half of the rate
 * @param coefficients cepstral coefficients of a frame, at most {@code bands}; 0 for the levels of the bands themselves
 * @param lowest the level that becomes the least feature, in octaves of power, from -20 to 20
 * @param steps steps of an int8 feature for an octave of power, from 1 to 64
 */
public record SoundSettings(
        int rate, int window, int hop, int fft, int bands, int low, int high, int coefficients, int lowest, int steps) {
    private static final int HIGHEST_RATE = 192_000;
    private static final int LARGEST_FFT = 4096;
    private static final int MOST_BANDS = 128;
    private static final int FARTHEST_LEVEL = 20;
    private static final int MOST_STEPS = 64;
    private static final int LONGEST_HOP = 1 << 20;

    /** @throws DiagnosticException when a setting is out of its range, or a band is narrower than a bin of the transform */
    public SoundSettings {
        require(rate, "rate", 1000, HIGHEST_RATE);
        require(fft, "fft", 32, LARGEST_FFT);
        if (Integer.bitCount(fft) != 1) {
            throw fault("its fft is " + fft + ", which is no power of two", "take " + Integer.highestOneBit(fft) * 2);
        }
        require(window, "window", 16, fft);
        require(hop, "hop", 1, LONGEST_HOP);
        require(bands, "bands", 2, MOST_BANDS);
        require(low, "low", 0, rate / 2 - 1);
        require(high, "high", low + 1, rate / 2);
        require(coefficients, "coefficients", 0, bands);
        require(lowest, "lowest", -FARTHEST_LEVEL, FARTHEST_LEVEL);
        require(steps, "steps", 1, MOST_STEPS);
        int narrow = new MelBands(rate, fft, bands, low, high).firstWithoutBin();
        if (narrow >= 0) {
            throw fault(
                    "its band " + narrow + " of " + bands + " is narrower than a bin of the transform of " + fft
                            + " points",
                    "take fewer bands, a longer transform, or a wider range of frequencies");
        }
    }

    /** Log-mel features for speech: frames of 30 ms every 20 ms, 40 bands up to 7600 Hz or half of the rate. */
    public static SoundSettings speech(int rate) {
        require(rate, "rate", 4000, HIGHEST_RATE / 2);
        int window = rate * 30 / 1000;
        int fft = Integer.highestOneBit(window - 1) * 2;
        return new SoundSettings(rate, window, rate * 20 / 1000, fft, 40, 20, Math.min(7600, rate / 2), 0, -4, 8);
    }

    /** The same front end with cepstral coefficients. */
    public SoundSettings withCoefficients(int number) {
        return new SoundSettings(rate, window, hop, fft, bands, low, high, number, lowest, steps);
    }

    /** Features of a frame. */
    public int width() {
        return coefficients == 0 ? bands : coefficients;
    }

    /** Samples that some frames take, at least one. */
    public int samples(int frames) {
        return Math.addExact(window, Math.multiplyExact(frames - 1, hop));
    }

    private static void require(int value, String name, int least, int most) {
        if (value < least || value > most) {
            throw fault("its " + name + " is " + value, "take a number from " + least + " to " + most);
        }
    }

    private static DiagnosticException fault(String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.DATA_SETTING, "sound front end", what, help));
    }
}
