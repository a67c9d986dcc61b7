package dev.pex.tensor;

/** The three axes of a tensor, in memory order (channels vary fastest). */
public enum Axis {
    ROWS,
    COLUMNS,
    CHANNELS
}
