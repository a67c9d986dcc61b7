package dev.pex.kernel;

/** How kernels are written, which what a core can do decides. */
public enum InstructionSet {
    /** C99 for any core with 8-bit bytes and two's complement integers. */
    PORTABLE(""),
    /** The same in as little code as possible. */
    SMALL("_small"),
    /**
     * The DSP extension of Armv7E-M and Armv8-M: products of pairs of 16-bit numbers, words loaded from any
     * address.
     */
    DSP("_dsp"),
    /** The integer vector extension of Armv8.1-M: sixteen products of bytes at a time. */
    MVE("_mve");

    private final String suffix;

    InstructionSet(String suffix) {
        this.suffix = suffix;
    }

    /** What the names of its kernels end with. */
    String suffix() {
        return suffix;
    }
}
