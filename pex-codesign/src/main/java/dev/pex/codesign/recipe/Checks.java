package dev.pex.codesign.recipe;

/** Checks of numbers. */
final class Checks {
    private Checks() {}

    static void require(boolean valid, String name, Number value) {
        if (!valid) {
            throw new IllegalArgumentException(name + " = " + value + " makes no sense");
        }
    }
}
