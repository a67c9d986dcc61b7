package dev.pex.compiler;

import java.util.Locale;
import java.util.Set;

/** Names of models: what C identifiers, folders and reports are made of. */
public final class ModelName {
    /** A header {@code stdint.h} of ours would hide the compiler's. */
    private static final Set<String> STANDARD_HEADERS = Set.of(
            "assert",
            "complex",
            "ctype",
            "errno",
            "fenv",
            "float",
            "inttypes",
            "iso646",
            "limits",
            "locale",
            "math",
            "memory",
            "setjmp",
            "signal",
            "stdalign",
            "stdarg",
            "stdatomic",
            "stdbool",
            "stddef",
            "stdint",
            "stdio",
            "stdlib",
            "stdnoreturn",
            "string",
            "strings",
            "tgmath",
            "threads",
            "time",
            "uchar",
            "wchar",
            "wctype");

    private ModelName() {}

    /**
     * The name of a model file's stem: lower case, every run of characters other than ASCII letters and
     * digits becomes one underscore. What C could not bear gets the prefix {@code model_}: a leading
     * digit, the name of a standard header, and names that begin as those of Pex's own files do.
     */
    public static String of(String stem) {
        String name = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        if (name.isEmpty() || name.equals("_")) {
            return "model";
        }
        boolean taken = Character.isDigit(name.charAt(0)) || name.startsWith("pex_") || STANDARD_HEADERS.contains(name);
        return taken ? "model_" + name : name;
    }
}
