package dev.pex.tensor;

/** The type of a tensor's elements. */
public enum ElementType {
    INT8(1),
    UINT8(1),
    /** Plain integers, such as indices; never quantised. */
    INT32(4),
    FLOAT32(4);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Whether elements stand for real numbers by a scale and a zero point. */
    public boolean isQuantized() {
        return this == INT8 || this == UINT8;
    }

    /** Bytes of one element; also its natural alignment. */
    public int bytes() {
        return bytes;
    }
}
