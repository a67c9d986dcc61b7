package dev.pex.codesign.course;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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

    /** The first line of a table of epochs. */
    static final String HEADING = "epoch,loss,accuracy,liveBytes,macs,widths\n";

    /** A line of the table. */
    String toCsv() {
        return String.format(
                Locale.ROOT,
                "%d,%.4f,%.4f,%d,%d,%s\n",
                epoch,
                loss,
                accuracy,
                liveBytes,
                macs,
                widths.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
}
