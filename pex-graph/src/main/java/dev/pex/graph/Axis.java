package dev.pex.graph;

/** The three axes of a tensor, in memory order (channels vary fastest). */
public enum Axis {
    ROWS,
    COLUMNS,
    CHANNELS
}
