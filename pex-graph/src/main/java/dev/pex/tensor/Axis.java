package dev.pex.tensor;

/** The three axes of a tensor, in memory order (channels vary fastest). */
public enum Axis {
    ROWS,
    COLUMNS,
    CHANNELS;

    /** The axis that it becomes when rows and columns are exchanged. */
    public Axis transposed() {
        return switch (this) {
            case ROWS -> COLUMNS;
            case COLUMNS -> ROWS;
            case CHANNELS -> CHANNELS;
        };
    }
}
