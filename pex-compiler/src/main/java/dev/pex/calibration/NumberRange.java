package dev.pex.calibration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real numbers that the first and the last of evenly spaced steps stand for.
 *
 * @param low what the first one is; finite
 * @param high what the last one is; finite, and more or less than {@code low}
 */
record NumberRange(double low, double high) {
    private static final String NUMBER = "[-+]?[0-9]{1,9}(?:\\.[0-9]{1,15})?";
    private static final Pattern TEXT = Pattern.compile("(" + NUMBER + ") *\\.\\. *(" + NUMBER + ")");

    /** A range as it is written, such as {@code -1..1}; empty when it is none, or no wider than a point. */
    static Optional<NumberRange> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        NumberRange range = new NumberRange(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
        return range.low == range.high ? Optional.empty() : Optional.of(range);
    }

    /** What one of the steps from 0 to {@code last} stands for, rounded to float32. */
    double at(int step, int last) {
        return (float) (low + step * (high - low) / last);
    }
}
