package dev.pex.tensor;

import java.util.Arrays;

/** An immutable array of floats. */
public final class Floats {
    private final float[] values;

    private Floats(float[] values) {
        this.values = values;
    }

    public static Floats copyOf(float... values) {
        return new Floats(values.clone());
    }

    public int size() {
        return values.length;
    }

    public float get(int index) {
        return values[index];
    }

    /** The values at some indices, in the order of these. */
    public Floats select(Ints indices) {
        float[] selected = new float[indices.size()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = values[indices.get(i)];
        }
        return new Floats(selected);
    }

    public float[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Floats that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Floats(" + values.length + ")";
    }
}
