package dev.pex.plan;

import java.util.Locale;

/** How a network receives its inputs. */
public enum InputMode {
    /** The inputs lie in the arena before the first step. */
    RESIDENT,
    /** The caller hands the inputs over, a few rows at a time, while steps run. */
    STREAMED;

    /** The name that users write. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
