package dev.pex.codesign.sound;

import dev.pex.tensor.Ints;

/**
 * The spectrum of a frame in 32-bit integers. A frame is scaled up to full range first (block floating point), so that quiet
 * sounds keep all their bits.
 */
final class Spectrum {
    /** Bits after the binary point of the window, a periodic Hann window. */
    static final int WINDOW_BITS = 16;

    /** What fits 16 bits. */
    private static final int LARGEST_WEIGHT = 0xffff;

    /** The shift of a frame that is silent. */
    static final int SILENT = Integer.MIN_VALUE;

    /** Bits after the binary point of sines. */
    static final int SINE_BITS = 30;

    /** Zero bits at the top of the largest magnitude of a frame that was scaled. */
    private static final int HEADROOM = 3;

    private final int fft;
    private final int[] window;
    private final int[] sines;

    Spectrum(int window, int fft) {
        this.fft = fft;
        this.window = new int[window];
        for (int i = 0; i < window; i++) {
            double hann = 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * i / window);
            this.window[i] = Math.min((int) StrictMath.rint(hann * (1 << WINDOW_BITS)), LARGEST_WEIGHT);
        }
        this.sines = new int[fft / 4 + 1];
        for (int i = 0; i < sines.length; i++) {
            sines[i] = (int) StrictMath.rint(StrictMath.sin(2 * StrictMath.PI * i / fft) * (1 << SINE_BITS));
        }
    }

    Ints window() {
        return Ints.copyOf(window);
    }

    /** The first quarter of a sine wave of as many points as the transform has, both ends included. */
    Ints sines() {
        return Ints.copyOf(sines);
    }

    /**
     * Computes the spectrum of a frame.
     *
     * @param work receives real and imaginary part of the bins 0 to fft / 2 - 1 of the transform, divided by its points; the
     *     imaginary part of bin 0, which is 0, makes place for the real part of bin fft / 2
     * @return by how many bits the frame was scaled up, -2 or more; {@link #SILENT} when all of it is 0, and then {@code work} is
     *     undefined
     */
    int transform(short[] wave, int from, int[] work) {
        int shift = load(wave, from, work);
        if (shift != SILENT) {
            reorder(work);
            for (int half = 1; half < fft / 2; half *= 2) {
                stage(work, half);
            }
            unfold(work);
        }
        return shift;
    }

    /** The squared magnitude of a bin; at most 2^58. */
    static long power(int[] work, int fft, int bin) {
        long real = bin == fft / 2 ? work[1] : work[2 * bin];
        long imaginary = bin == 0 || bin == fft / 2 ? 0 : work[2 * bin + 1];
        return real * real + imaginary * imaginary;
    }

    private int load(short[] wave, int from, int[] work) {
        int largest = 0;
        for (int i = 0; i < fft; i++) {
            work[i] = i < window.length ? wave[from + i] * window[i] : 0;
            largest = Math.max(largest, Math.abs(work[i]));
        }
        if (largest == 0) {
            return SILENT;
        }
        int shift = Integer.numberOfLeadingZeros(largest) - HEADROOM;
        for (int i = 0; i < window.length; i++) {
            work[i] = shift >= 0 ? work[i] << shift : work[i] >> -shift;
        }
        return shift;
    }

    /** Puts the complex numbers into the order of their reversed indices. */
    private void reorder(int[] work) {
        int size = fft / 2;
        int reversed = 0;
        for (int i = 1; i < size; i++) {
            int bit = size / 2;
            while ((reversed & bit) != 0) {
                reversed ^= bit;
                bit /= 2;
            }
            reversed ^= bit;
            if (i < reversed) {
                swap(work, 2 * i, 2 * reversed);
                swap(work, 2 * i + 1, 2 * reversed + 1);
            }
        }
    }

    private static void swap(int[] work, int one, int other) {
        int value = work[one];
        work[one] = work[other];
        work[other] = value;
    }

    /** Joins transforms of {@code half} numbers in pairs. Each result is halved, so that it keeps to 32 bits. */
    private void stage(int[] work, int half) {
        int step = fft / (2 * half);
        for (int j = 0; j < half; j++) {
            long cosine = cosine(j * step);
            long sine = sine(j * step);
            for (int k = j; k < fft / 2; k += 2 * half) {
                int a = 2 * k;
                int b = 2 * (k + half);
                long real = work[b] * cosine + work[b + 1] * sine;
                long imaginary = work[b + 1] * cosine - work[b] * sine;
                long ownReal = (long) work[a] << SINE_BITS;
                long ownImaginary = (long) work[a + 1] << SINE_BITS;
                work[a] = round(ownReal + real, SINE_BITS + 1);
                work[a + 1] = round(ownImaginary + imaginary, SINE_BITS + 1);
                work[b] = round(ownReal - real, SINE_BITS + 1);
                work[b + 1] = round(ownImaginary - imaginary, SINE_BITS + 1);
            }
        }
    }

    /** Makes the spectrum of the frame from that of the complex numbers, which are pairs of samples. */
    private void unfold(int[] work) {
        int first = work[0];
        int second = work[1];
        work[0] = (first + second + 1) >> 1;
        work[1] = (first - second + 1) >> 1;
        for (int k = 1; k <= fft / 4; k++) {
            int a = 2 * k;
            int b = fft - a;
            long evenReal = ((long) work[a] + work[b]) << SINE_BITS;
            long evenImaginary = ((long) work[a + 1] - work[b + 1]) << SINE_BITS;
            long oddReal = (long) work[a + 1] + work[b + 1];
            long oddImaginary = (long) work[b] - work[a];
            long cosine = cosine(k);
            long sine = sine(k);
            long real = oddReal * cosine + oddImaginary * sine;
            long imaginary = oddImaginary * cosine - oddReal * sine;
            work[a] = round(evenReal + real, SINE_BITS + 2);
            work[a + 1] = round(evenImaginary + imaginary, SINE_BITS + 2);
            work[b] = round(evenReal - real, SINE_BITS + 2);
            work[b + 1] = round(imaginary - evenImaginary, SINE_BITS + 2);
        }
    }

    private static int round(long value, int bits) {
        return (int) ((value + (1L << (bits - 1))) >> bits);
    }

    private int sine(int index) {
        return sines[index <= fft / 4 ? index : fft / 2 - index];
    }

    private int cosine(int index) {
        return index <= fft / 4 ? sines[fft / 4 - index] : -sines[index - fft / 4];
    }
}
