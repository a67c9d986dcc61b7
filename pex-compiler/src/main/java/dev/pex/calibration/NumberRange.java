package dev.pex.calibration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of the first and the last of evenly spaced steps.
 *
 * @param low value of the first step; finite
 * @param high value of the last step; finite and not {@code low}
 */
public record NumberRange(double low, double high) {
    private static final String NUMBER = "[-+]?[0-9]{1,9}(?:\\.[0-9]{1,15})?";
    private static final Pattern TEXT = Pattern.compile("(" + NUMBER + ") *\\.\\. *(" + NUMBER + ")");

    /** Reads a range such as {@code -1..1}; empty when the text is no range, or when both ends are equal. */
    public static Optional<NumberRange> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        NumberRange range = new NumberRange(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
        return range.low == range.high ? Optional.empty() : Optional.of(range);
    }

    /** The value of one of the steps from 0 to {@code last}, rounded to float32. */
    public double at(int step, int last) {
        return (float) (low + step * (high - low) / last);
    }
}
