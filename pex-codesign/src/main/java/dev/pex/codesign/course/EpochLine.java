package dev.pex.codesign.course;

import java.util.List;

/**
 * What is known after an epoch.
 *
 * @param epoch its number, from 1 on
 * @param epochs how many there are
 * @param loss mean of its steps
 * @param accuracy on validation data, from 0 to 1
 * @param liveBytes most bytes alive at a time in the network that was trained, as the compiler estimates it; 0 where nothing is
 *     pruned
 * @param macs its multiply-accumulates
 * @param widths of its groups of channels
 */
public record EpochLine(
        int epoch, int epochs, double loss, double accuracy, long liveBytes, long macs, List<Integer> widths) {
    public EpochLine {
        widths = List.copyOf(widths);
    }
}
