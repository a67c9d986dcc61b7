package dev.pex.quantize;

/** How the range that a tensor's int8 values cover follows from the values that it was seen to take. */
public sealed interface RangeMethod {

    /** From the smallest to the largest value. */
    record MinMax() implements RangeMethod {}

    /**
     * Leaves out what is rare.
     *
     * @param percent of the values that the range has to hold, above 50 and up to 100; the others are left out on both
     *     sides alike
     */
    record Percentile(double percent) implements RangeMethod {
        public Percentile {
            if (!(percent > 50 && percent <= 100)) {
                throw new IllegalArgumentException("percentile " + percent);
            }
        }
    }

    /** The range with the smallest mean of squared errors of rounding and clipping together. */
    record MeanSquareError() implements RangeMethod {}
}
