package dev.pex.tensor;

/** A rectangle of a tensor: row range x column range x channel range. */
public record Part(Range rows, Range columns, Range channels) {

    /** The part that is the whole tensor. */
    public static Part whole(Extent extent) {
        return new Part(Range.all(extent.rows()), Range.all(extent.columns()), Range.all(extent.channels()));
    }

    public Range along(Axis axis) {
        return switch (axis) {
            case ROWS -> rows;
            case COLUMNS -> columns;
            case CHANNELS -> channels;
        };
    }

    /** The same part with another range along one axis. */
    public Part with(Axis axis, Range range) {
        return switch (axis) {
            case ROWS -> new Part(range, columns, channels);
            case COLUMNS -> new Part(rows, range, channels);
            case CHANNELS -> new Part(rows, columns, range);
        };
    }

    public long elements() {
        return (long) rows.size() * columns.size() * channels.size();
    }

    public boolean isEmpty() {
        return rows.isEmpty() || columns.isEmpty() || channels.isEmpty();
    }

    public boolean contains(Part other) {
        return other.isEmpty()
                || (rows.contains(other.rows) && columns.contains(other.columns) && channels.contains(other.channels));
    }

    public boolean overlaps(Part other) {
        return rows.overlaps(other.rows) && columns.overlaps(other.columns) && channels.overlaps(other.channels);
    }

    @Override
    public String toString() {
        return "[" + rows + ", " + columns + ", " + channels + "]";
    }
}
