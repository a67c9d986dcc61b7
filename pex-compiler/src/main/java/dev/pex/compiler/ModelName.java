package dev.pex.compiler;

import java.util.Locale;

/** Names of models: what C identifiers, folders and reports are made of. */
public final class ModelName {
    private ModelName() {}

    /**
     * The name of a model file's stem: lower case, every run of characters other than ASCII letters and
     * digits becomes one underscore. Never empty and never starting with a digit, so that it is a C
     * identifier: such names get the prefix {@code model_}.
     */
    public static String of(String stem) {
        String name = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        if (name.isEmpty() || name.equals("_")) {
            return "model";
        }
        return Character.isDigit(name.charAt(0)) ? "model_" + name : name;
    }
}
