package dev.pex.emit;

import dev.pex.tensor.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Builds the text of a C file. */
final class CText {
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    CText line(String line) {
        text.append(line).append('\n');
        return this;
    }

    CText line() {
        return line("");
    }

    /** Lines as they stand. */
    CText block(String lines) {
        text.append(lines);
        return this;
    }

    /** A brace-enclosed list of numbers, wrapped. */
    CText numbers(String declaration, List<String> numbers) {
        line(declaration + " = {");
        StringBuilder row = new StringBuilder("    ");
        for (String number : numbers) {
            if (row.length() + number.length() + 2 > WIDTH) {
                line(row.toString().stripTrailing());
                row = new StringBuilder("    ");
            }
            row.append(number).append(", ");
        }
        line(row.toString().stripTrailing());
        return line("};");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    Bytes toBytes() {
        return Bytes.copyOf(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A name from a model, fit for a C comment: printable ASCII, no comment delimiters, not too long. */
    static String comment(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_.:;,#'() /+-]", "_").replace("//", "__");
        return safe.length() > 80 ? safe.substring(0, 77) + "..." : safe;
    }

    /** A string literal of the UTF-8 bytes, whatever the compiler's character sets are. */
    static String string(String value) {
        StringBuilder literal = new StringBuilder("\"");
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            // Two question marks may begin a trigraph.
            boolean special = b == '"' || b == '\\' || b == '?';
            if (b >= ' ' && b <= '~') {
                literal.append(special ? "\\" : "").append((char) b);
            } else {
                literal.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
            }
        }
        return literal.append('"').toString();
    }

    /** An int32 as a C constant expression of type int. */
    static String int32(int value) {
        return value == Integer.MIN_VALUE ? "(-2147483647 - 1)" : Integer.toString(value);
    }

    /** A float as a C constant that reads back as the same float. */
    static String float32(float value) {
        String s = Float.toString(value).toLowerCase(Locale.ROOT);
        return s + "f";
    }
}
