package dev.pex.quantize;

/** How the range of a tensor's int8 values follows from its values on the samples. */
public sealed interface RangeMethod {

    /** From the smallest to the largest value. */
    record MinMax() implements RangeMethod {}

    /**
     * Leaves out rare values.
     *
     * @param percent of the values that the range has to hold, above 50 and up to 100; the others are left out in equal
     *     numbers on both sides
     */
    record Percentile(double percent) implements RangeMethod {
        public Percentile {
            if (!(percent > 50 && percent <= 100)) {
                throw new IllegalArgumentException("percentile " + percent);
            }
        }
    }

    /** The range with the smallest mean squared error of rounding and clipping. */
    record MeanSquareError() implements RangeMethod {}
}
