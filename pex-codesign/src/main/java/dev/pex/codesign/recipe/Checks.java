package dev.pex.codesign.recipe;

/** Checks of numbers. */
final class Checks {
    private Checks() {}

    static void require(boolean valid, String name, Number value, String range) {
        if (!valid) {
            throw new OutOfRange(name, value, range);
        }
    }
}
