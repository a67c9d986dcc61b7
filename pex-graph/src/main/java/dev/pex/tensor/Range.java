package dev.pex.tensor;

/**
 * A half-open range of indices along one axis.
 *
 * @param start first index, inclusive
 * @param end last index, exclusive; equal to {@code start} for an empty range
 */
public record Range(int start, int end) {
    public Range {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("range [" + start + ", " + end + ")");
        }
    }

    /** All indices of an axis of the given extent. */
    public static Range all(int extent) {
        return new Range(0, extent);
    }

    public int size() {
        return end - start;
    }

    public boolean isEmpty() {
        return start == end;
    }

    public boolean contains(Range other) {
        return other.isEmpty() || (start <= other.start && other.end <= end);
    }

    public boolean overlaps(Range other) {
        return start < other.end && other.start < end;
    }

    @Override
    public String toString() {
        return start + ":" + end;
    }
}
