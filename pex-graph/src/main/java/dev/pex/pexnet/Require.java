package dev.pex.pexnet;

/** Conditions on what a file says. */
final class Require {
    private Require() {}

    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
