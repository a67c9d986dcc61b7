package dev.pex.frontend.tflite.file;

import java.util.ArrayList;
import java.util.List;

/** A FlatBuffers vector that lies inside its file as a whole. */
public final class CheckedVector {
    private final FlatFile file;
    private final String what;
    private final long start;
    private final int size;

    private CheckedVector(FlatFile file, String what, long start, int size) {
        this.file = file;
        this.what = what;
        this.start = start;
        this.size = size;
    }

    /** The vector at a position, where its length stands. */
    public static CheckedVector at(FlatFile file, long position, int elementBytes, String what) {
        long length = file.uint32(position, what);
        long start = position + Integer.BYTES;
        file.checked(start, length * elementBytes, what);
        return new CheckedVector(file, what, start, (int) length);
    }

    public int size() {
        return size;
    }

    /** Where its elements start; identifies it. */
    public long start() {
        return start;
    }

    public byte[] bytes(int count) {
        return file.copy(start, count, what);
    }

    public int int32(int index) {
        return file.int32(start + (long) index * Integer.BYTES, what);
    }

    public long int64(int index) {
        return file.int64(start + (long) index * Long.BYTES, what);
    }

    public float float32(int index) {
        return file.float32(start + (long) index * Float.BYTES, what);
    }

    public CheckedTable table(int index, String element) {
        long at = start + (long) index * Integer.BYTES;
        return CheckedTable.at(file, at + file.uint32(at, element), element);
    }

    /** Its elements as ints. */
    public List<Integer> ints() {
        file.charge((long) size * Integer.BYTES, start, what);
        List<Integer> ints = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            ints.add(int32(i));
        }
        return ints;
    }
}
