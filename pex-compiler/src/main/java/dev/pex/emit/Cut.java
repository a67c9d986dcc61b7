package dev.pex.emit;

import dev.pex.tensor.Range;

/**
 * How an operator goes along an axis in parts: indices [0, first), then {@code size} more in each part,
 * the last one perhaps fewer.
 *
 * @param axis which one
 * @param extent indices of the axis
 * @param first end of the first part
 * @param size indices of each later part
 */
record Cut(Kind axis, int extent, int first, int size) {
    /** What is cut: axes of the part of the output, or of what is taken in. */
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

        /** The number in generated code. */
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
