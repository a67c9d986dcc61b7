package dev.pex.operator;

import dev.pex.tensor.ElementType;

/** What an operator that takes in its operand slice by slice keeps for each element of the output from one slice to the next. */
public enum Accumulator {
    /** Nothing beside the output, where the element itself accumulates. */
    OUTPUT(0),
    /** A sum of products of elements of 8 bits. */
    INT32(Integer.BYTES),
    /** A sum of products of elements of 16 bits with weights of 8 bits or more. */
    INT64(Long.BYTES);

    private final int bytes;

    Accumulator(int bytes) {
        this.bytes = bytes;
    }

    /** The accumulator for sums over elements of a type. */
    public static Accumulator ofSums(ElementType operand) {
        return switch (operand) {
            case INT8, UINT8 -> INT32;
            case INT16 -> INT64;
            case INT32, FLOAT32 -> throw new IllegalArgumentException("no operator sums up elements of " + operand);
        };
    }

    /** Bytes for each element, beside the output; also their alignment. */
    public int bytes() {
        return bytes;
    }
}
