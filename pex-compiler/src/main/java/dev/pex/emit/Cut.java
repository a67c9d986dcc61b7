package dev.pex.emit;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Range;

/**
 * How an operator divides an axis into parts: indices [0, first), then {@code size} more in each part, perhaps fewer in
 * the last one.
 *
 * @param axis the axis
 * @param extent number of indices of the axis
 * @param first end of the first part
 * @param size number of indices of each later part
 */
record Cut(Kind axis, int extent, int first, int size) {
    /** What is divided: axes of the output, or of the slices that are taken in of the input. */
    enum Kind {
        ROWS(0),
        COLUMNS(1),
        CHANNELS(2),
        INTAKE_ROWS(3),
        INTAKE_COLUMNS(4),
        INTAKE_CHANNELS(5);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** The kind of an axis of the output. */
        static Kind of(Axis axis) {
            return switch (axis) {
                case ROWS -> ROWS;
                case COLUMNS -> COLUMNS;
                case CHANNELS -> CHANNELS;
            };
        }

        /** The number in generated code; those of the output are also the numbers of axes. */
        int number() {
            return number;
        }
    }

    /** Number of parts. */
    int count() {
        return 1 + (extent - first + size - 1) / size;
    }

    /** The indices of a part. */
    Range range(int part) {
        int start = part == 0 ? 0 : first + (part - 1) * size;
        return new Range(start, Math.min(extent, first + part * size));
    }
}
