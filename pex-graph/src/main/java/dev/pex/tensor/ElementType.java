package dev.pex.tensor;

/** The type of a tensor's elements. */
public enum ElementType {
    INT8(1),
    UINT8(1),
    /** Plain integers, for example indices; never quantised. */
    INT32(4),
    FLOAT32(4);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Whether elements have a scale and a zero point. */
    public boolean isQuantized() {
        return this == INT8 || this == UINT8;
    }

    /** Bytes of one element; also its alignment. */
    public int bytes() {
        return bytes;
    }
}
