package dev.pex.tensor;

/** Elements added along each axis on one side of a tensor; none negative. */
public record Border(int rows, int columns, int channels) {
    public Border {
        if (rows < 0 || columns < 0 || channels < 0) {
            throw new IllegalArgumentException("border " + rows + ", " + columns + ", " + channels);
        }
    }

    public int along(Axis axis) {
        return switch (axis) {
            case ROWS -> rows;
            case COLUMNS -> columns;
            case CHANNELS -> channels;
        };
    }

    /** The same border with rows and columns exchanged. */
    public Border transposed() {
        return new Border(columns, rows, channels);
    }
}
