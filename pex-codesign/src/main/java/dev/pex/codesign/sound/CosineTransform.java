package dev.pex.codesign.sound;

import dev.pex.tensor.Ints;

/**
 * Cepstral coefficients of the levels of bands: coefficient 0 is their mean, coefficient {@code k} half of the orthonormal
 * cosine transform.
 */
final class CosineTransform {
    /** Bits after the binary point of cosines. */
    static final int BITS = 15;

    private final int bands;
    private final int[] cosines;

    CosineTransform(int coefficients, int bands) {
        this.bands = bands;
        this.cosines = new int[coefficients * bands];
        for (int k = 0; k < coefficients; k++) {
            double factor = k == 0 ? 1.0 / bands : 0.5 * StrictMath.sqrt(2.0 / bands);
            for (int b = 0; b < bands; b++) {
                double cosine = StrictMath.cos(StrictMath.PI * k * (b + 0.5) / bands);
                cosines[k * bands + b] = (int) StrictMath.rint(factor * cosine * (1 << BITS));
            }
        }
    }

    /** Coefficients x bands, in 2^-15. */
    Ints cosines() {
        return Ints.copyOf(cosines);
    }

    int coefficient(int k, int[] levels) {
        long sum = 1L << (BITS - 1);
        for (int b = 0; b < bands; b++) {
            sum += (long) cosines[k * bands + b] * levels[b];
        }
        return (int) (sum >> BITS);
    }
}
