package dev.pex.cost;

import dev.pex.kernel.InstructionSet;
import java.util.Locale;

/** The loops of a kernel that has several. */
enum Form {
    /** The only loops of a kernel, or its usual ones. */
    ANY,
    /** Several outputs for each input channel of a depthwise convolution. */
    MULTIPLIED,
    /** Windows of a single pixel. */
    POINTWISE,
    /** Windows of a single pixel, two at a time. */
    PAIRS,
    /** Windows that are copied into one run of bytes first. */
    GATHERED,
    /** Larger windows. */
    LARGE,
    /** Windows of more runs of bytes than the kernel with vectors lists at once: four channels at a time, list by list. */
    LISTS;

    /** Runs of bytes in the largest window that the convolution kernel with vectors lists at once: docs/KERNELS.md. */
    static final int MOST_LISTED_RUNS = 7;

    /** Taps of the largest window whose addresses the depthwise kernel with vectors lists once: docs/KERNELS.md. */
    static final int MOST_LISTED_TAPS = 25;

    /** Bytes of the largest window that kernels for some instructions gather: docs/KERNELS.md. */
    static int mostGathered(InstructionSet instructions) {
        return instructions == InstructionSet.MVE ? 64 : 80;
    }

    /** As a table names it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
