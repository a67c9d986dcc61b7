package dev.pex.frontend.tflite.file;

import java.util.Optional;

/**
 * What an operator does.
 *
 * @param builtin number of the builtin operator; -1 when the file does not say
 * @param custom name of a custom operator; else empty
 */
public record OperatorCode(int builtin, String custom) {
    public static final OperatorCode UNKNOWN = new OperatorCode(-1, "");

    /** Reads an OperatorCode table. Old files fill only the narrow field, new ones fill both. */
    static OperatorCode read(CheckedTable table) {
        int narrow = table.int8("deprecated_builtin_code", 0, 0);
        int wide = table.int32("builtin_code", 3, 0);
        return new OperatorCode(Math.max(narrow, wide), table.string("custom_code", 1));
    }

    /** The builtin operator; empty when its number is not in the schema. */
    public Optional<BuiltinOperator> operator() {
        return BuiltinOperator.of(builtin);
    }

    public boolean is(BuiltinOperator operator) {
        return builtin == operator.code();
    }

    /** The schema's name of the operator, or a description of an unknown number. */
    public String kind() {
        return operator().map(Enum::name).orElse(builtin < 0 ? "UNKNOWN" : "BUILTIN_" + builtin);
    }
}
