package dev.pex.tensor;

import java.util.List;

/**
 * The size of a tensor: rows x columns x channels, batch 1, row-major with channels varying fastest. A tensor of any declared
 * rank has exactly one extent, with the same flat order of elements (see {@link #ofShape}).
 */
public record Extent(int rows, int columns, int channels) {
    public Extent {
        if (rows < 1 || columns < 1 || channels < 1) {
            throw new IllegalArgumentException("extent " + rows + "x" + columns + "x" + channels);
        }
        Math.multiplyExact(Math.multiplyExact(rows, columns), channels);
    }

    /**
     * The extent of a declared shape. The last dimension is channels; a leading 1 of a rank of three
     * or more is the batch; of what remains the last is columns when there are two or more, and all
     * before it are rows. So {@code [1,h,w,c]} is h x w x c, {@code [1,t,c]} is t x 1 x c (time runs
     * along rows), {@code [n,c]} is n x 1 x c and {@code [c]} is 1 x 1 x c.
     *
     * @throws ArithmeticException when the number of elements does not fit an int
     */
    public static Extent ofShape(List<Integer> shape) {
        int rank = shape.size();
        int channels = rank == 0 ? 1 : shape.get(rank - 1);
        int first = rank >= 3 && shape.get(0) == 1 ? 1 : 0;
        int outer = Math.max(0, rank - 1 - first);
        int columns = outer >= 2 ? shape.get(rank - 2) : 1;
        int last = outer >= 2 ? rank - 2 : rank - 1;
        int rows = 1;
        for (int i = first; i < last; i++) {
            rows = Math.multiplyExact(rows, shape.get(i));
        }
        return new Extent(rows, columns, channels);
    }

    public int along(Axis axis) {
        return switch (axis) {
            case ROWS -> rows;
            case COLUMNS -> columns;
            case CHANNELS -> channels;
        };
    }

    public Extent with(Axis axis, int size) {
        return switch (axis) {
            case ROWS -> new Extent(size, columns, channels);
            case COLUMNS -> new Extent(rows, size, channels);
            case CHANNELS -> new Extent(rows, columns, size);
        };
    }

    public int elements() {
        return rows * columns * channels;
    }

    /** Flat index of an element. */
    public int index(int row, int column, int channel) {
        return (row * columns + column) * channels + channel;
    }

    /** The same extent with rows and columns exchanged. */
    public Extent transposed() {
        return new Extent(columns, rows, channels);
    }

    @Override
    public String toString() {
        return rows + "x" + columns + "x" + channels;
    }
}
