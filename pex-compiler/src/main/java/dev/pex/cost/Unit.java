package dev.pex.cost;

import java.util.Locale;

/**
 * What the work of a step is counted in. Each count of a whole is at most the sum of those of its parts, so that more parts
 * never cost less.
 */
enum Unit {
    /** Steps. */
    STEP,
    /** Rows of the output. */
    ROW,
    /** Pixels of the output: rows times columns. */
    PIXEL,
    /** Groups of four channels of each pixel of the output; the last one may be smaller. */
    GROUP,
    /** Channels of each pixel that fill no group. */
    SINGLE,
    /** Multiply-accumulates of these. */
    SINGLE_PRODUCT,
    /** Elements of the output. */
    OUTPUT,
    /** Elements of the first operand, each as often as a pixel of the output reads it. */
    INPUT,
    /** Rows of the first operand, each as often as a group of a pixel reads from it. */
    RUN,
    /** Elements of the output of a layer with weights that has scales which shift to the left. */
    LEFT,
    /** Elements of the output of a layer with weights that is clamped to less than int8 has. */
    CLAMPED,
    /** Elements of the output whose sums a step keeps for the next one. */
    KEPT,
    /** Multiply-accumulates. */
    PRODUCT,
    /** Vectors of sixteen products. */
    VECTOR;

    /** As a table names it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
