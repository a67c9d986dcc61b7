package dev.pex.plan;

import java.util.Arrays;
import java.util.Optional;

/** The core that code is generated for. */
public enum Target {
    /** C99 for any core with 8-bit bytes and two's complement integers. */
    GENERIC("generic");

    private final String id;

    Target(String id) {
        this.id = id;
    }

    /** The target of a name; empty for an unknown name. */
    public static Optional<Target> of(String id) {
        return Arrays.stream(values()).filter(t -> t.id.equals(id)).findFirst();
    }

    /** The name that users write. */
    public String id() {
        return id;
    }
}
