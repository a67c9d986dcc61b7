package dev.pex.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * The largest sizes that a random network may draw. Smaller limits clip what is drawn and change nothing
 * else.
 *
 * @param extent rows and columns of an input
 * @param channels channels of an input, filters, units
 * @param window kernel, stride and dilation of a window, and width of a border
 */
record Sizes(int extent, int channels, int window) {
    static final Sizes LARGEST = new Sizes(24, 8, 5);

    /** Smaller limits, the smallest first. */
    List<Sizes> smaller() {
        List<Sizes> result = new ArrayList<>();
        for (int e = 1; e < extent; e++) {
            result.add(new Sizes(e, channels, window));
        }
        for (int c = 1; c < channels; c++) {
            result.add(new Sizes(extent, c, window));
        }
        for (int w = 1; w < window; w++) {
            result.add(new Sizes(extent, channels, w));
        }
        return result;
    }
}
