package dev.pex.quantize;

/**
 * How a network is quantised.
 *
 * @param ranges how the ranges of activations are found
 * @param equalize whether channels are rescaled between layers, so that their weights have similar ranges
 * @param correctBias whether biases compensate the mean error of rounded weights
 */
public record QuantizationOptions(RangeMethod ranges, boolean equalize, boolean correctBias) {

    /** Minima and maxima, no equalisation, biases corrected. */
    public static QuantizationOptions defaults() {
        return new QuantizationOptions(new RangeMethod.MinMax(), false, true);
    }

    public QuantizationOptions withRanges(RangeMethod value) {
        return new QuantizationOptions(value, equalize, correctBias);
    }

    public QuantizationOptions withEqualize(boolean value) {
        return new QuantizationOptions(ranges, value, correctBias);
    }

    public QuantizationOptions withCorrectBias(boolean value) {
        return new QuantizationOptions(ranges, equalize, value);
    }
}
