package dev.pex.plan;

import java.util.Locale;

/** How a network gets its inputs. */
public enum InputMode {
    /** They lie in the arena before the first step. */
    RESIDENT,
    /** The caller hands them over a few rows at a time while steps run. */
    STREAMED;

    /** The name that users write. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
