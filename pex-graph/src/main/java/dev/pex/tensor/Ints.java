package dev.pex.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;

/** An immutable array of ints. */
public final class Ints {
    private final int[] values;

    private Ints(int[] values) {
        this.values = values;
    }

    public static Ints copyOf(int... values) {
        return new Ints(values.clone());
    }

    public int size() {
        return values.length;
    }

    public int get(int index) {
        return values[index];
    }

    /** The numbers from 0 to n - 1. */
    public static Ints range(int n) {
        return new Ints(IntStream.range(0, n).toArray());
    }

    /** The values at some indices, in the order of these. */
    public Ints select(Ints indices) {
        return new Ints(
                Arrays.stream(indices.values).map(index -> values[index]).toArray());
    }

    /** Whether a value is among them; the values of this array are ascending. */
    public boolean contains(int value) {
        return Arrays.binarySearch(values, value) >= 0;
    }

    /**
     * The index of each of some values, in the order of these; the values of this array are ascending.
     *
     * @throws IllegalArgumentException when one of them is absent
     */
    public Ints placesOf(Ints wanted) {
        int[] places = new int[wanted.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = Arrays.binarySearch(values, wanted.get(i));
            if (places[i] < 0) {
                throw new IllegalArgumentException(wanted.get(i) + " is not among them");
            }
        }
        return new Ints(places);
    }

    public int[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ints that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Ints(" + values.length + ")";
    }
}
