package dev.pex.json;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes one JSON document, indented by two spaces. Characters other than printable ASCII are escaped, so that the bytes are
 * the same in every encoding. No library is used, because loading one takes longer than the rest of an unchanged build.
 */
public final class JsonWriter {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7e;

    private final StringBuilder text = new StringBuilder();

    /** The closing bracket of each open object and array, innermost first. */
    private final Deque<Character> open = new ArrayDeque<>();

    private boolean isFirst = true;

    /** Opens the document, or the next object of an array. */
    public JsonWriter beginObject() {
        element();
        return begin('{', '}');
    }

    /** Opens a field's object. */
    public JsonWriter beginObject(String name) {
        field(name);
        return begin('{', '}');
    }

    /** Opens a field's array. */
    public JsonWriter beginArray(String name) {
        field(name);
        return begin('[', ']');
    }

    /** Closes the innermost object or array. */
    public JsonWriter end() {
        char last = open.pop();
        if (!isFirst) {
            line();
        }
        text.append(last);
        isFirst = false;
        return this;
    }

    public JsonWriter put(String name, String value) {
        field(name);
        string(value);
        return this;
    }

    public JsonWriter put(String name, long value) {
        field(name);
        text.append(value);
        return this;
    }

    /** A field with a decimal number, with all its decimals and without an exponent. */
    public JsonWriter put(String name, BigDecimal value) {
        field(name);
        text.append(value.toPlainString());
        return this;
    }

    /** A field with an array of numbers in one line. */
    public JsonWriter put(String name, List<Integer> values) {
        field(name);
        text.append(values.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]")));
        return this;
    }

    /** The next string of an array. */
    public JsonWriter add(String value) {
        element();
        string(value);
        return this;
    }

    /** The next number of an array. */
    public JsonWriter add(long value) {
        element();
        text.append(value);
        return this;
    }

    /** The document, which ends in a line feed. */
    public String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.size() + " objects or arrays are still open");
        }
        return text + "\n";
    }

    /** A string in quotation marks, with everything escaped that must be. */
    public static String quoted(String string) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE) {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(Character.forDigit(c >> shift & 15, 16));
                }
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    private JsonWriter begin(char first, char last) {
        text.append(first);
        open.push(last);
        isFirst = true;
        return this;
    }

    private void field(String name) {
        element();
        string(name);
        text.append(": ");
    }

    private void element() {
        if (!isFirst) {
            text.append(',');
        }
        if (!open.isEmpty()) {
            line();
        }
        isFirst = false;
    }

    private void string(String string) {
        text.append(quoted(string));
    }

    private void line() {
        text.append('\n').append("  ".repeat(open.size()));
    }
}
