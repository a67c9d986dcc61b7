package dev.pex.codesign.sound;

import dev.pex.tensor.Ints;

/**
 * Triangular filters, evenly spaced on the mel scale, over the bins of a spectrum. Corner {@code i} of {@code bands + 2} is the
 * start of band {@code i}, the peak of the band before it and the end of the one before that, so that one weight for each bin is
 * enough: what a bin gives to the band that rises there; the band that falls gets the rest.
 */
final class MelBands {
    /** The weight 1. */
    static final int ONE = 1 << 15;

    /** Bits that a power loses before it is weighted, so that sums keep to 62 bits. */
    static final int LOST_BITS = 12;

    private final int bands;
    private final int[] edges;
    private final int[] rises;

    MelBands(int rate, int fft, int bands, int low, int high) {
        this.bands = bands;
        double first = mel(low);
        double step = (mel(high) - first) / (bands + 1);
        this.edges = new int[bands + 2];
        for (int i = 0; i < edges.length; i++) {
            int bin = i == 0 ? 0 : edges[i - 1];
            while (bin <= fft / 2 && (mel((double) bin * rate / fft) - first) / step < i) {
                bin++;
            }
            edges[i] = bin;
        }
        this.rises = new int[edges[bands + 1] - edges[0]];
        for (int i = 0; i <= bands; i++) {
            for (int bin = edges[i]; bin < edges[i + 1]; bin++) {
                double place = (mel((double) bin * rate / fft) - first) / step - i;
                rises[bin - edges[0]] = (int) StrictMath.rint(place * ONE);
            }
        }
    }

    static double mel(double hertz) {
        return 2595 * StrictMath.log10(1 + hertz / 700);
    }

    /** The first bin of each interval between two corners, and the bin after the last one. */
    Ints edges() {
        return Ints.copyOf(edges);
    }

    /** For each bin from the first one on the share of the band that rises there, in 2^-15. */
    Ints rises() {
        return Ints.copyOf(rises);
    }

    /** The first band that no bin gives anything to; -1 when there is none. */
    int firstWithoutBin() {
        for (int band = 0; band < bands; band++) {
            long weight = 0;
            for (int bin = edges[band]; bin < edges[band + 2]; bin++) {
                int rise = rises[bin - edges[0]];
                weight += bin < edges[band + 1] ? rise : ONE - rise;
            }
            if (weight == 0) {
                return band;
            }
        }
        return -1;
    }

    /**
     * Sums up the powers of a spectrum.
     *
     * @param work begins with the spectrum; see {@link Spectrum#transform}
     * @param energies receives one sum for each band
     */
    void sum(int[] work, int fft, long[] energies) {
        long rising = 0;
        for (int i = 0; i <= bands; i++) {
            long falling = 0;
            long next = 0;
            for (int bin = edges[i]; bin < edges[i + 1]; bin++) {
                long power = Spectrum.power(work, fft, bin) >> LOST_BITS;
                int rise = rises[bin - edges[0]];
                next += power * rise;
                falling += power * (ONE - rise);
            }
            if (i > 0) {
                energies[i - 1] = rising + falling;
            }
            rising = next;
        }
    }
}
