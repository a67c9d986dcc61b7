package dev.pex.tensor;

/** One number for each axis. */
public record PerAxis(int rows, int columns, int channels) {
    public int along(Axis axis) {
        return switch (axis) {
            case ROWS -> rows;
            case COLUMNS -> columns;
            case CHANNELS -> channels;
        };
    }

    public PerAxis with(Axis axis, int value) {
        return switch (axis) {
            case ROWS -> new PerAxis(value, columns, channels);
            case COLUMNS -> new PerAxis(rows, value, channels);
            case CHANNELS -> new PerAxis(rows, columns, value);
        };
    }

    /** The same numbers with rows and columns exchanged. */
    public PerAxis transposed() {
        return new PerAxis(columns, rows, channels);
    }

    /** As messages and texts have it. */
    @Override
    public String toString() {
        return rows + ", " + columns + ", " + channels;
    }
}
