package dev.pex.emit;

import dev.pex.tensor.Bytes;
import dev.pex.tensor.Ints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the constant arrays of a model while the tables that refer to them are made. */
final class Constants {
    private final Names names;
    private final CText declarations = new CText();
    private final CText definitions = new CText();
    private final Map<Bytes, String> tables = new HashMap<>();
    /** By value: the size of the array whose bytes all have it. */
    private final SortedMap<Byte, Integer> repeated = new TreeMap<>();

    private int bytes;

    Constants(Names names) {
        this.names = names;
    }

    /** Adds an int8 array of some alignment in bytes and returns its name. */
    String weights(String suffix, Bytes values, int alignment) {
        return int8(suffix, values, alignment == 1 ? "" : " PEX_ALIGNED(" + alignment + ")");
    }

    /** Adds an int8 array and returns its name. */
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

    /** Adds an int8 array from ints that fit and returns its name. */
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

    /** Adds a table, unless there is an equal one, and returns its name. */
    String table(Bytes values) {
        String known = tables.get(values);
        if (known != null) {
            return known;
        }
        String name = int8("table" + tables.size(), values);
        tables.put(values, name);
        return name;
    }

    /** Adds an array of at least {@code count} equal bytes, unless there is one, and returns its name. */
    String repeated(byte value, int count) {
        repeated.merge(value, count, Math::max);
        return names.model() + "_" + repeatedName(value);
    }

    private static String repeatedName(byte value) {
        return "all_" + (value < 0 ? "minus_" : "") + Math.abs(value);
    }

    /** Adds an int32 array and returns its name. */
    String int32(String suffix, Ints values) {
        List<String> numbers = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            numbers.add(CText.int32(values.get(i)));
        }
        bytes += values.size() * Integer.BYTES;
        return add("int32_t", suffix, numbers);
    }

    /** Adds a uint16 array and returns its name. */
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
        String name = names.model() + "_" + suffix;
        String declarator = "const " + type + " " + name + "[" + numbers.size() + "]";
        declarations.line("extern " + declarator + ";");
        definitions.numbers(names.weightsMacro() + " " + declarator + attribute, numbers);
        return name;
    }

    /** All arrays, those of equal bytes included. */
    ConstantArrays finish() {
        repeated.forEach((value, count) -> {
            bytes += count;
            add("int8_t", repeatedName(value), Collections.nCopies(count, Byte.toString(value)));
        });
        return new ConstantArrays(declarations.toString(), definitions.toString(), bytes);
    }
}
