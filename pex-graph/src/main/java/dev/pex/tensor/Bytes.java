package dev.pex.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** An immutable array of bytes. */
public final class Bytes {
    private final byte[] values;

    private Bytes(byte[] values) {
        this.values = values;
    }

    public static Bytes copyOf(byte[] values) {
        return new Bytes(values.clone());
    }

    public int size() {
        return values.length;
    }

    public byte get(int index) {
        return values[index];
    }

    /**
     * Some elements, in the order of their indices.
     *
     * @param size bytes of an element
     */
    public Bytes select(Ints indices, int size) {
        byte[] selected = new byte[indices.size() * size];
        for (int i = 0; i < indices.size(); i++) {
            System.arraycopy(values, indices.get(i) * size, selected, i * size, size);
        }
        return new Bytes(selected);
    }

    /** The bytes without a copy of them, big endian unless its order is set. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(values).asReadOnlyBuffer();
    }

    public byte[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Bytes(" + values.length + ")";
    }
}
