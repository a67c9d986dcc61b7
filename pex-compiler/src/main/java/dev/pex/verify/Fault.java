package dev.pex.verify;

/**
 * Something wrong with a plan.
 *
 * @param kind what kind of fault it is
 * @param step during which step it shows; -1 when it is not about a step
 * @param detail the tensor, part and bytes that it is about
 */
public record Fault(Kind kind, int step, String detail) {
    /** The kinds of faults that the verifier tells apart. */
    public enum Kind {
        /** A buffer or an element lies outside its memory region, or names one that does not exist. */
        OUT_OF_BOUNDS,
        /** An address is not a multiple of what it must be. */
        MISALIGNED,
        /** A network input or output, a state or its next value does not lie in one piece. */
        IN_PIECES,
        /** A byte is used at a step for which no buffer reserves it. */
        OUTSIDE_LIFETIME,
        /** A step reads an element that no step has made yet. */
        READ_BEFORE_WRITE,
        /** A step reads a byte that another tensor, or a scratch, has overwritten. */
        OVERLAP,
        /** A step reads an element whose place another one of the same tensor has taken. */
        ROLLING_BUFFER_TOO_SMALL,
        /** A step overwrites what it still reads, and its kernel does not bear that. */
        ALIASING,
        /** A part of an operator's output is never made. */
        MISSING_PART,
        /** A part of an operator's output is made twice. */
        DOUBLED_PART,
        /** A step touches channels that do not lie in one slice. */
        SPLIT_CHANNELS,
        /** Slices of an operand are taken in out of order, twice or never, or not where their sums are kept. */
        INTAKE,
        /** A step names an operator or a part that does not exist. */
        BAD_STEP,
        /** A step's scratch is missing or too small. */
        SCRATCH,
        /** Bytes of a state are used for something else, or do not hold its next value after the last step. */
        STATE
    }

    @Override
    public String toString() {
        return kind + (step < 0 ? "" : " at step " + step) + ": " + detail;
    }
}
