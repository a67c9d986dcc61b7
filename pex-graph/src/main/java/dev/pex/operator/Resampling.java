package dev.pex.operator;

import java.util.OptionalInt;

/**
 * How a resize finds its source along an axis. This is the only place that states it: dependence,
 * executor and emission read it (docs/NUMERICS.md, Resizing).
 *
 * @param alignCorners the centres of the first and last elements of both sides meet
 * @param halfPixelCenters elements are half a pixel from their edges
 */
public record Resampling(boolean alignCorners, boolean halfPixelCenters) {
    /** Fraction bits of a bilinear position. */
    public static final int FRACTION_BITS = 10;

    private static final int ONE = 1 << FRACTION_BITS;

    /**
     * Positions of bilinear sources in 2^-10 of an element: {@code output * step + offset}.
     *
     * @param input extent of the input axis
     */
    public record Line(int input, int step, int offset) {
        private int position(int output) {
            return output * step + offset;
        }

        /** The first of the two neighbours that an output lies between. */
        public int lower(int output) {
            return Math.min(Math.max(position(output) >> FRACTION_BITS, 0), input - 1);
        }

        /** The second one; the same where the output lies on an element or beyond the border. */
        public int upper(int output) {
            return Math.min(Math.max((position(output) + ONE - 1) >> FRACTION_BITS, 0), input - 1);
        }

        /** Weight of the second neighbour in 2^-10; 0 where both are the same. */
        public int fraction(int output) {
            return lower(output) == upper(output) ? 0 : position(output) & (ONE - 1);
        }
    }

    /** The input index whose element an output element copies; float32 as in the reference. */
    public int nearest(int output, int inputExtent, int outputExtent) {
        boolean aligned = alignCorners && outputExtent > 1;
        float scale = aligned ? (inputExtent - 1) / (float) (outputExtent - 1) : inputExtent / (float) outputExtent;
        float position = (output + (halfPixelCenters ? 0.5f : 0f)) * scale;
        int whole = (int) position;
        boolean up = alignCorners && position - whole >= 0.5f;
        return Math.min(up ? whole + 1 : whole, inputExtent - 1);
    }

    /** The number by which dividing any output index gives its nearest source; empty when there is none. */
    public OptionalInt nearestDivisor(int inputExtent, int outputExtent) {
        int divisor = Math.max(outputExtent / inputExtent, 1);
        for (int o = 0; o < outputExtent; o++) {
            if (nearest(o, inputExtent, outputExtent) != o / divisor) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(divisor);
    }

    /** Where bilinear sources lie; integers as in the reference. */
    public Line bilinear(int inputExtent, int outputExtent) {
        boolean aligned = alignCorners && outputExtent > 1;
        int from = aligned ? inputExtent - 1 : inputExtent;
        int to = aligned ? outputExtent - 1 : outputExtent;
        int step = (int) (((long) from * ONE + to / 2) / to);
        return new Line(inputExtent, step, halfPixelCenters ? step / 2 - ONE / 2 : 0);
    }
}
