package dev.pex.codesign.explore;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting that takes several values.
 *
 * @param name of the setting
 * @param values in the order in which they are stated; empty when there is a span
 * @param span numbers to draw from
 */
record Axis(String name, List<String> values, Optional<Span> span) {
    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)";
    private static final Pattern PLAIN = Pattern.compile("-?" + NUMBER);
    private static final Pattern SPAN =
            Pattern.compile(NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "(?:\\s+(log|step|times)(?:\\s+" + NUMBER + ")?)?");

    /** More values of one setting are a mistake. */
    private static final int MOST = 1000;

    Axis {
        values = List.copyOf(values);
    }

    /**
     * Reads the values: {@code a, b, c}; {@code 1..9 step 2}; {@code 500..4000 times 2}; to draw from, {@code 0.01..0.3} or {@code
     * 0.01..0.3 log}.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when they make no sense
     */
    static Axis parse(String name, String text) {
        Set<String> values = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            String value = part.strip();
            Matcher span = SPAN.matcher(value);
            if (value.isEmpty()) {
                throw Faults.setting("explore." + name, "a value is missing in '" + text + "'", help());
            }
            if (!span.matches()) {
                values.add(PLAIN.matcher(value).matches() ? plain(new BigDecimal(value)) : value);
            } else if (span.group(4) == null) {
                return drawn(name, text, span);
            } else {
                values.addAll(counted(name, text, span));
            }
        }
        return new Axis(name, List.copyOf(values), Optional.empty());
    }

    private static Axis drawn(String name, String text, Matcher span) {
        BigDecimal from = new BigDecimal(span.group(1));
        BigDecimal to = new BigDecimal(span.group(2));
        boolean logarithmic = "log".equals(span.group(3));
        boolean known = span.group(3) == null || logarithmic;
        if (!known || text.contains(",") || from.compareTo(to) >= 0 || (logarithmic && from.signum() == 0)) {
            throw Faults.setting("explore." + name, "'" + text + "' makes no sense", help());
        }
        return new Axis(name, List.of(), Optional.of(new Span(from, to, logarithmic)));
    }

    private static List<String> counted(String name, String text, Matcher span) {
        BigDecimal from = new BigDecimal(span.group(1));
        BigDecimal to = new BigDecimal(span.group(2));
        BigDecimal by = new BigDecimal(span.group(4));
        boolean times = span.group(3).equals("times");
        boolean grows = times ? by.compareTo(BigDecimal.ONE) > 0 && from.signum() > 0 : by.signum() > 0;
        if (!grows || span.group(3).equals("log") || from.compareTo(to) > 0) {
            throw Faults.setting("explore." + name, "'" + text + "' makes no sense", help());
        }
        List<String> values = new ArrayList<>();
        for (BigDecimal value = from; value.compareTo(to) <= 0; value = times ? value.multiply(by) : value.add(by)) {
            values.add(plain(value));
            if (values.size() > MOST) {
                throw Faults.setting("explore." + name, "'" + text + "' are more than " + MOST + " values", help());
            }
        }
        return values;
    }

    /** One of the values. */
    String draw(SplittableRandom random) {
        return span.isPresent() ? span.get().draw(random) : values.get(random.nextInt(values.size()));
    }

    /** A number as it is always written, so that 0.5 and 0.50 are one value. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String help() {
        return "give a list (0.25, 0.5, 1), steps (8..32 step 8, 500..4000 times 2), or numbers to draw from (0.01..0.3,"
                + " 0.01..0.3 log)";
    }
}
