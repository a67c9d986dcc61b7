package dev.pex.placement;

/** Pseudo-random numbers, the same in every run: xorshift with a fixed seed. */
final class PseudoRandom {
    private long state;

    PseudoRandom(long seed) {
        state = mix(seed) | 1;
    }

    /** From 0 to below 1. */
    double fraction() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    private long next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state;
    }

    /** A hash of a number: each of its bits changes about half of the bits of the result. */
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
