package dev.pex.compiler;

import java.util.Locale;

/** Names of models: what C identifiers, folders and reports are made of. */
public final class ModelName {
    private ModelName() {}

    /** The name of a file without its folder: that of its stem. */
    public static String ofFile(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return of(dot > 0 ? fileName.substring(0, dot) : fileName);
    }

    /**
     * The name of a model file's stem: lower case, every run of characters other than ASCII letters and
     * digits becomes one underscore. What C could not take gets the prefix {@code model_}: a leading
     * digit or underscore, keywords, names of standard headers and functions and of CMake's own targets, and names that
     * begin as Pex's own do.
     */
    public static String of(String stem) {
        String name = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        if (name.isEmpty() || name.equals("_")) {
            return "model";
        }
        boolean taken = Character.isDigit(name.charAt(0)) || name.startsWith("_") || TakenNames.contains(name);
        return taken ? "model_" + (name.startsWith("_") ? name.substring(1) : name) : name;
    }
}
