package dev.pex.pexnet;

import java.util.Arrays;

/** Conditions on what a file says. */
final class Require {
    private Require() {}

    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The constant of an enumeration that a file names. */
    static <E extends Enum<E>> E constant(Class<E> type, String what, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(what + " is '" + name + "'"));
    }
}
