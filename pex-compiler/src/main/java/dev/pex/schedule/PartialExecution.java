package dev.pex.schedule;

import java.util.Locale;
import java.util.Optional;

/** What a schedule may cut into parts. Each value also allows what the values before it allow. */
public enum PartialExecution {
    /** Nothing: whole tensors in the best order, with overlaps and sub-buffers. */
    NONE,
    /** Channels over all rows and columns, as in the paper that named partial execution. */
    CHANNELS,
    /** Rows and channels. */
    ALL;

    /** The value before this one; empty for the first. */
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
