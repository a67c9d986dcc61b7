package dev.pex.emit;

import dev.pex.tensor.Bytes;
import dev.pex.tensor.Ints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The constant arrays of a model: declared in one header, defined in one file, counted. */
final class Constants {
    private final String prefix;
    private final CText declarations = new CText();
    private final CText definitions = new CText();
    private final Map<Bytes, String> tables = new HashMap<>();
    /** How many there are of bytes of one value. */
    private final SortedMap<Byte, Integer> repeated = new TreeMap<>();

    private int bytes;

    Constants(String prefix) {
        this.prefix = prefix;
    }

    /** Adds an int8 array that starts at a multiple of some bytes and gives its name. */
    String weights(String suffix, Bytes values, int alignment) {
        return int8(suffix, values, alignment == 1 ? "" : " PEX_ALIGNED(" + alignment + ")");
    }

    /** Adds an int8 array and gives its name. */
    String int8(String suffix, Bytes values) {
        return int8(suffix, values, "");
    }

    private String int8(String suffix, Bytes values, String attribute) {
        List<String> numbers = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            numbers.add(Integer.toString(values.get(i)));
        }
        bytes += values.size();
        return add("int8_t", suffix, numbers, attribute);
    }

    /** Adds an int8 array from ints that fit and gives its name. */
    String int8(String suffix, Ints values) {
        byte[] narrow = new byte[values.size()];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (byte) values.get(i);
            if (narrow[i] != values.get(i)) {
                throw new IllegalArgumentException(suffix + ": " + values.get(i) + " does not fit int8");
            }
        }
        return int8(suffix, Bytes.copyOf(narrow));
    }

    /** Adds a table, unless there is an equal one, and gives its name. */
    String table(Bytes values) {
        String known = tables.get(values);
        if (known != null) {
            return known;
        }
        String name = int8("table" + tables.size(), values);
        tables.put(values, name);
        return name;
    }

    /** Adds an array of so many equal bytes, unless there is one, and gives its name. */
    String repeated(byte value, int count) {
        repeated.merge(value, count, Math::max);
        return prefix + "_" + repeatedName(value);
    }

    private static String repeatedName(byte value) {
        return "all_" + (value < 0 ? "minus_" : "") + Math.abs(value);
    }

    /** Adds an int32 array and gives its name. */
    String int32(String suffix, Ints values) {
        List<String> numbers = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            numbers.add(CText.int32(values.get(i)));
        }
        bytes += values.size() * Integer.BYTES;
        return add("int32_t", suffix, numbers);
    }

    /** Adds a uint16 array and gives its name. */
    String uint16(String suffix, Ints values) {
        List<String> numbers = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            numbers.add(values.get(i) + "u");
        }
        bytes += values.size() * Short.BYTES;
        return add("uint16_t", suffix, numbers);
    }

    private String add(String type, String suffix, List<String> numbers) {
        return add(type, suffix, numbers, "");
    }

    private String add(String type, String suffix, List<String> numbers, String attribute) {
        String name = prefix + "_" + suffix;
        String declarator = "const " + type + " " + name + "[" + numbers.size() + "]";
        declarations.line("extern " + declarator + ";");
        definitions.numbers(macro() + " " + declarator + attribute, numbers);
        return name;
    }

    private String macro() {
        return "PEX_" + prefix.toUpperCase(Locale.ROOT) + "_WEIGHTS";
    }

    /** Adds the arrays of equal bytes; nothing may be added afterwards. */
    void finish() {
        repeated.forEach((value, count) -> {
            bytes += count;
            add("int8_t", repeatedName(value), Collections.nCopies(count, Byte.toString(value)));
        });
    }

    /** Bytes of all arrays so far. */
    int bytes() {
        return bytes;
    }

    Bytes header() {
        String guard = "PEX_" + prefix.toUpperCase(Locale.ROOT) + "_WEIGHTS_H";
        CText text = new CText();
        text.line("/* Constants of the model; for its own sources only. */");
        text.line("#ifndef " + guard).line("#define " + guard).line();
        text.line("#include \"pex_runtime.h\"").line();
        text.line("#ifdef __cplusplus").line("extern \"C\" {").line("#endif").line();
        text.block(declarations.toString());
        text.line().line("#ifdef __cplusplus").line("}").line("#endif").line();
        text.line("#endif");
        return text.toBytes();
    }

    Bytes source() {
        CText text = new CText();
        text.line("/*");
        text.line(" * Constants of the model, " + bytes + " bytes. Define " + macro() + " to place them, for instance");
        text.line(" *     -D'" + macro() + "=__attribute__((section(\".qspi\")))'");
        text.line(" */");
        text.line("#include \"" + prefix + "_weights.h\"").line();
        text.line("#ifndef " + macro())
                .line("#define " + macro())
                .line("#endif")
                .line();
        text.block(definitions.toString());
        return text.toBytes();
    }
}
