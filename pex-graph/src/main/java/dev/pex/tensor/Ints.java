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
     * The index of each of some values, in the order of these; the values of this array are ascending. A value that is wanted
     * again right after itself has the index of its next copy, or of its last one.
     *
     * @throws IllegalArgumentException when one of them is absent
     */
    public Ints placesOf(Ints wanted) {
        int[] places = new int[wanted.size()];
        for (int i = 0; i < places.length; i++) {
            int value = wanted.get(i);
            places[i] = Arrays.binarySearch(values, value);
            if (places[i] < 0) {
                throw new IllegalArgumentException(value + " is not among them");
            }
            while (places[i] > 0 && values[places[i] - 1] == value) {
                places[i]--;
            }
            if (i > 0 && wanted.get(i - 1) == value) {
                int next = places[i - 1] + 1;
                places[i] = next < values.length && values[next] == value ? next : places[i - 1];
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
