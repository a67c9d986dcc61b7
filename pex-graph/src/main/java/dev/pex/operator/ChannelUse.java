package dev.pex.operator;

/** How the channels of an operator's output relate to those of its operands. */
public enum ChannelUse {
    /** The number of channels follows from the operands. */
    KEPT,
    /** The operator chooses how many channels it makes; each is computed from a few of the operand's. */
    CHOSEN,
    /**
     * The operator chooses how many channels it makes, each a weighted sum over all channels of the operand, which can be
     * taken in slices. Its kernels make any slice of output channels.
     */
    MIXED,
    /** As {@link #MIXED}; the operand is a vector for each row, so that rows of its alias set are slices of channels. */
    MIXED_VECTOR;

    /** Whether a layer chooses how many channels it makes. */
    public boolean isChosen() {
        return this != KEPT;
    }

    /** Whether each output channel reads all channels of the operand, which can be taken in slices. */
    public boolean isMixed() {
        return this == MIXED || this == MIXED_VECTOR;
    }
}
