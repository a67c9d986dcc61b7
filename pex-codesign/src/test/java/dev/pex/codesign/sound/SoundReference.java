package dev.pex.codesign.sound;

/** The formula of docs/SOUND.md in float64, with a Fourier transform by its definition. */
final class SoundReference {
    private SoundReference() {}

    /** Features of a frame in steps, without rounding or limits to int8. */
    static double[] frame(SoundSettings settings, short[] wave, int from) {
        double[] levels = levels(settings, wave, from);
        if (settings.coefficients() == 0) {
            double[] features = new double[levels.length];
            for (int b = 0; b < features.length; b++) {
                features[b] = levels[b] * settings.steps() - 128;
            }
            return features;
        }
        double[] features = new double[settings.coefficients()];
        int bands = levels.length;
        for (int k = 0; k < features.length; k++) {
            double sum = 0;
            for (int b = 0; b < bands; b++) {
                sum += levels[b] * Math.cos(Math.PI * k * (b + 0.5) / bands);
            }
            features[k] =
                    settings.steps() * (k == 0 ? sum / bands : 0.5 * Math.sqrt(2.0 / bands) * sum) - (k == 0 ? 128 : 0);
        }
        return features;
    }

    /** Levels above the lowest one in octaves, not below 0 nor above 64. */
    private static double[] levels(SoundSettings settings, short[] wave, int from) {
        int fft = settings.fft();
        double[] windowed = new double[fft];
        for (int i = 0; i < settings.window(); i++) {
            windowed[i] = wave[from + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / settings.window()));
        }
        double first = mel(settings.low());
        double step = (mel(settings.high()) - first) / (settings.bands() + 1);
        double[] energies = new double[settings.bands()];
        for (int bin = 0; bin <= fft / 2; bin++) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < fft; i++) {
                double angle = 2 * Math.PI * ((long) i * bin % fft) / fft;
                real += windowed[i] * Math.cos(angle);
                imaginary -= windowed[i] * Math.sin(angle);
            }
            double power = (real * real + imaginary * imaginary) / ((double) fft * fft);
            double place = (mel((double) bin * settings.rate() / fft) - first) / step;
            for (int b = 0; b < energies.length; b++) {
                energies[b] += power * Math.max(0, 1 - Math.abs(place - b - 1));
            }
        }
        double[] levels = new double[energies.length];
        for (int b = 0; b < levels.length; b++) {
            double level = Math.log(energies[b]) / Math.log(2) - settings.lowest();
            levels[b] = Math.max(0, Math.min(0xffff / 1024.0, level));
        }
        return levels;
    }

    private static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }
}
