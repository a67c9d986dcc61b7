package dev.pex.compiler;

import java.util.Locale;
import java.util.Set;

/** Names of models: what C identifiers, folders and reports are made of. */
public final class ModelName {
    /**
     * A header {@code stdint.h} of ours would hide the compiler's, or one that it includes itself, and
     * CMake keeps some names of targets to itself.
     */
    private static final Set<String> TAKEN = Set.of(
            "all",
            "clean",
            "edit_cache",
            "help",
            "install",
            "list_install_components",
            "package",
            "package_source",
            "rebuild_cache",
            "run_tests",
            "test",
            "zero_check",
            "alloca",
            "byteswap",
            "cdefs",
            "endian",
            "features",
            "malloc",
            "newlib",
            "picolibc",
            "reent",
            "sched",
            "unistd",
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
     * digit or underscore, names of standard headers and of CMake's own targets, and names that begin as
     * those of Pex's own files do.
     */
    public static String of(String stem) {
        String name = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        if (name.isEmpty() || name.equals("_")) {
            return "model";
        }
        boolean taken = Character.isDigit(name.charAt(0))
                || name.startsWith("pex_")
                || TAKEN.contains(name)
                || name.startsWith("_");
        return taken ? "model_" + (name.startsWith("_") ? name.substring(1) : name) : name;
    }
}
