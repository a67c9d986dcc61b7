package dev.pex.operator;

/** How the values of an operator's output relate to those of its operands. */
public enum Values {
    /** Elements of any type are copied; operands and output have one type and one quantisation. */
    MOVED,
    /** The stored numbers are computed with as they are; operands and output share one quantisation. */
    SAME_SCALE,
    /** The output has a quantisation of its own. */
    COMPUTED,
    /** The same values, stored as another type. */
    CONVERTED;

    /** Whether operands and output share one quantisation. */
    public boolean sharesQuantization() {
        return this == MOVED || this == SAME_SCALE;
    }
}
