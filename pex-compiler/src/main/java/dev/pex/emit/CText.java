package dev.pex.emit;

import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
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

    /** Appends lines, each of which ends in a line feed. */
    CText block(String lines) {
        text.append(lines);
        return this;
    }

    /** An array of numbers, wrapped at 100 columns. */
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

    /** The bytes of a file with some text. */
    static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A name from a model, safe in a C comment: printable ASCII, no comment delimiters, at most 80 characters. */
    static String comment(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_.:;,#'()\\[\\] /+-]", "_").replace("//", "__");
        return safe.length() > 80 ? safe.substring(0, 77) + "..." : safe;
    }

    /** A string literal of the UTF-8 bytes, independent of the compiler's character sets. */
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

    /** The C type of elements. */
    static String type(ElementType type) {
        return switch (type) {
            case INT8 -> "int8_t";
            case UINT8 -> "uint8_t";
            case INT16 -> "int16_t";
            case INT32 -> "int32_t";
            case FLOAT32 -> "float";
        };
    }

    /** The C type of an unsigned number of some bytes. */
    static String unsigned(int bytes) {
        return "uint" + 8 * bytes + "_t";
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
