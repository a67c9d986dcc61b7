package dev.pex.dsl;

/** What a window does at the borders of its input. */
public enum Padding {
    /** It stays inside. */
    VALID,
    /** It leaves the input so that there are as many outputs as inputs, divided by the stride and rounded up. */
    SAME
}
