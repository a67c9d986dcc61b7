package dev.pex.graph;

/** The type of a tensor's elements. */
public enum ElementType {
    INT8(1),
    UINT8(1),
    FLOAT32(4);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element; also its natural alignment. */
    public int bytes() {
        return bytes;
    }
}
