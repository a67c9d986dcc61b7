package dev.pex.kernel;

import java.util.Locale;

/** What the generated code should save. */
public enum Optimize {
    /** Flash: the smallest kernels that there are. */
    SIZE,
    /** Instructions, but a small share of the work takes small kernels where it needed kernels of its own. */
    BALANCED,
    /** Instructions. */
    SPEED;

    /** The name that users write. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
