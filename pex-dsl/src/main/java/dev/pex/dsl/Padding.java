package dev.pex.dsl;

/** The behaviour of a window at the borders of its input. */
public enum Padding {
    /** The window stays inside. */
    VALID,
    /** The window leaves the input: there are as many outputs as inputs divided by the stride, rounded up. */
    SAME
}
