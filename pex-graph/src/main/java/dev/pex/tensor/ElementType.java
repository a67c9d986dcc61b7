package dev.pex.tensor;

/** The type of a tensor's elements. */
public enum ElementType {
    INT8(1, Byte.MIN_VALUE, Byte.MAX_VALUE),
    UINT8(1, 0, 255),
    /** Plain integers, such as indices; never quantised. */
    INT32(4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** Has no range of integers. */
    FLOAT32(4, 0, 0);

    private final int bytes;
    private final int lowest;
    private final int highest;

    ElementType(int bytes, int lowest, int highest) {
        this.bytes = bytes;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Whether elements stand for float values by a scale and a zero point. */
    public boolean isQuantized() {
        return this == INT8 || this == UINT8;
    }

    /** Bytes of one element; also its natural alignment. */
    public int bytes() {
        return bytes;
    }

    /** The smallest integer that an element holds. */
    public int lowest() {
        return lowest;
    }

    /** The largest integer that an element holds. */
    public int highest() {
        return highest;
    }
}
