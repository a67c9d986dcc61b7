package dev.pex.tensor;

/** The type of an element: of a tensor, or of weights. Several bytes of one element lie lowest first. */
public enum ElementType {
    INT8(1, Byte.MIN_VALUE, Byte.MAX_VALUE),
    UINT8(1, 0, 255),
    /** No operator computes with it yet. */
    INT16(2, Short.MIN_VALUE, Short.MAX_VALUE),
    /** Plain integers, for example indices; never quantised. */
    INT32(4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    FLOAT32(4, 0, 0);

    private final int bytes;
    private final int lowest;
    private final int highest;

    ElementType(int bytes, int lowest, int highest) {
        this.bytes = bytes;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Whether elements have a scale and a zero point. */
    public boolean isQuantized() {
        return this == INT8 || this == UINT8 || this == INT16;
    }

    /** Bytes of one element; also its alignment. */
    public int bytes() {
        return bytes;
    }

    /** Whether elements are integers, of which there is a lowest and a highest one. */
    public boolean isInteger() {
        return this != FLOAT32;
    }

    /** The lowest integer of the type; 0 for FLOAT32, which has no range of integers. */
    public int lowest() {
        return lowest;
    }

    /** The highest integer of the type; 0 for FLOAT32, which has no range of integers. */
    public int highest() {
        return highest;
    }

    /** Whether an integer is one of the type's; none is for FLOAT32. */
    public boolean contains(int value) {
        return isInteger() && lowest() <= value && value <= highest();
    }
}
