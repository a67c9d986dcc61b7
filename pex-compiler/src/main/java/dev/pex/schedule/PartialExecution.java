package dev.pex.schedule;

import java.util.Locale;
import java.util.Optional;

/** What a schedule may cut into parts. Each allows what those before it allow. */
public enum PartialExecution {
    /** Nothing: whole tensors, in the best order, in place where possible. */
    NONE,
    /** Channels of whole maps, as in the paper that partial execution is named after. */
    CHANNELS,
    /** Rows and channels. */
    ALL;

    /** The choice that allows a little less; empty when nothing is allowed. */
    public Optional<PartialExecution> narrower() {
        return switch (this) {
            case NONE -> Optional.empty();
            case CHANNELS -> Optional.of(NONE);
            case ALL -> Optional.of(CHANNELS);
        };
    }

    /** The name that users write. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
