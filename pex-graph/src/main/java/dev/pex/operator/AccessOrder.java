package dev.pex.operator;

/** What a kernel promises about the order in which it reads an operand and writes the output. */
public enum AccessOrder {
    /** Nothing. */
    NONE,
    /** Output pixels come in row-major order; a pixel is written before anything is read for the next one. */
    PIXELS,
    /** Elements come in ascending order; each is read before the one of the same index is written. */
    ELEMENTS
}
