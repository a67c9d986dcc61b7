package dev.pex.frontend.tflite;

/**
 * What an operator does.
 *
 * @param builtin number of the builtin operator
 * @param custom name of a custom operator; else empty
 */
record OperatorCode(int builtin, String custom) {
    static final OperatorCode UNKNOWN = new OperatorCode(-1, "");

    /** Reads an OperatorCode table. Old files fill only the narrow field, new ones fill both. */
    static OperatorCode read(CheckedTable table) {
        int narrow = table.int8("deprecated_builtin_code", 0, 0);
        int wide = table.int32("builtin_code", 3, 0);
        return new OperatorCode(Math.max(narrow, wide), table.string("custom_code", 1));
    }

    String kind() {
        return BuiltinNames.of(builtin);
    }
}
