package dev.pex.emit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with placeholders, so that generated C can be read as C in the Java source.
 *
 * <ul>
 *   <li>{@code @name@} inside a line is replaced by a value of one line.
 *   <li>A line that consists of {@code @name@} is replaced by the lines of the value, each with the indentation of the
 *       placeholder; an empty value removes the line.
 *   <li>The lines from {@code @if name@} or {@code @if !name@} to {@code @end@} stay only when the condition holds, or does
 *       not hold. Conditions can be nested.
 * </ul>
 *
 * A placeholder or condition without a value, a value without a place and an unbalanced condition are exceptions.
 */
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("@(\\w+)@");
    private static final Pattern WHOLE_LINE = Pattern.compile("( *)@(\\w+)@");
    private static final Pattern IF = Pattern.compile(" *@if (!?)(\\w+)@");
    private static final String END = "@end@";

    private final String text;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Boolean> conditions = new HashMap<>();
    /** Values that need no place: the common ones. */
    private final Set<String> optional;

    private final Set<String> used = new HashSet<>();

    private Template(String text, Map<String, String> common) {
        this.text = text;
        this.values.putAll(common);
        this.optional = Set.copyOf(common.keySet());
    }

    /** A template with some values that it may use. */
    static Template of(String text, Map<String, String> common) {
        return new Template(text, common);
    }

    /** Sets a value: one line without a line feed, or lines that end in a line feed each. */
    Template with(String name, Object value) {
        if (values.put(name, value.toString()) != null) {
            throw new IllegalArgumentException("two values of " + name);
        }
        return this;
    }

    /** Sets a condition. */
    Template when(String name, boolean condition) {
        if (conditions.put(name, condition) != null) {
            throw new IllegalArgumentException("two values of condition " + name);
        }
        return this;
    }

    /** The text with all values. */
    String fill() {
        StringBuilder filled = new StringBuilder();
        Deque<Boolean> nested = new ArrayDeque<>();
        for (String line : text.lines().toList()) {
            Matcher condition = IF.matcher(line);
            if (condition.matches()) {
                nested.push(holds(condition.group(2)) == condition.group(1).isEmpty());
            } else if (line.strip().equals(END)) {
                if (nested.isEmpty()) {
                    throw new IllegalArgumentException(END + " without a condition");
                }
                nested.pop();
            } else if (!nested.contains(false)) {
                fillLine(line, filled);
            } else {
                PLACEHOLDER.matcher(line).results().forEach(result -> value(result.group(1)));
            }
        }
        if (!nested.isEmpty()) {
            throw new IllegalArgumentException("a condition without " + END);
        }
        requireAllUsed();
        return filled.toString();
    }

    private void fillLine(String line, StringBuilder filled) {
        Matcher whole = WHOLE_LINE.matcher(line);
        if (whole.matches() && isBlock(value(whole.group(2)))) {
            value(whole.group(2)).lines().forEach(l -> append(l.isEmpty() ? l : whole.group(1) + l, filled));
            return;
        }
        append(
                PLACEHOLDER.matcher(line).replaceAll(result -> Matcher.quoteReplacement(inLine(result.group(1)))),
                filled);
    }

    private static void append(String line, StringBuilder filled) {
        filled.append(line).append('\n');
    }

    private static boolean isBlock(String value) {
        return value.isEmpty() || value.endsWith("\n");
    }

    private boolean holds(String condition) {
        Boolean holds = conditions.get(condition);
        if (holds == null) {
            throw new IllegalArgumentException("no value of condition " + condition);
        }
        used.add(condition);
        return holds;
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value of @" + name + "@");
        }
        used.add(name);
        return value;
    }

    private String inLine(String name) {
        String value = value(name);
        if (value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("the value of @" + name + "@ has several lines");
        }
        return value;
    }

    private void requireAllUsed() {
        Set<String> unused = new TreeSet<>(values.keySet());
        unused.addAll(conditions.keySet());
        unused.removeAll(optional);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("the template has no place for " + unused);
        }
    }
}
