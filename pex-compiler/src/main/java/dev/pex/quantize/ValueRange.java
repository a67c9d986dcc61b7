package dev.pex.quantize;

import dev.pex.quant.FixedPoint;
import dev.pex.tensor.Quantization;

/**
 * A closed range of float values that holds 0, because padding and activations need 0 exactly.
 *
 * @param min 0 or less
 * @param max 0 or more
 */
record ValueRange(double min, double max) {
    private static final int LOWEST = -128;
    private static final int HIGHEST = 127;

    /** The quantisation of a tensor that is always zero; any scale is right. */
    private static final Quantization OF_ZERO = new Quantization(1f / 128, 0);

    ValueRange {
        if (!(min <= 0 && max >= 0) || Double.isInfinite(max - min)) {
            throw new IllegalArgumentException("range " + min + " to " + max);
        }
    }

    /** Zero alone. */
    static ValueRange zero() {
        return new ValueRange(0, 0);
    }

    /** The smallest range that holds all the values. */
    static ValueRange of(double... values) {
        double min = 0;
        double max = 0;
        for (double value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new ValueRange(min, max);
    }

    /** What a quantisation covers when its scale is larger by a factor. */
    static ValueRange of(Quantization quantization, double factor) {
        double scale = quantization.scale() * factor;
        return new ValueRange(
                scale * (LOWEST - quantization.zeroPoint()), scale * (HIGHEST - quantization.zeroPoint()));
    }

    ValueRange union(ValueRange other) {
        return new ValueRange(Math.min(min, other.min), Math.max(max, other.max));
    }

    double size() {
        return max - min;
    }

    /** The largest absolute value. */
    double largest() {
        return Math.max(-min, max);
    }

    /**
     * The quantisation whose 256 values cover the range: the scale is a 255th of it, and the zero point is rounded,
     * which moves both ends by less than half a step.
     */
    Quantization quantization() {
        if (size() == 0) {
            return OF_ZERO;
        }
        float scale = Math.max((float) (size() / (HIGHEST - LOWEST)), Float.MIN_NORMAL);
        double zeroPoint = FixedPoint.roundHalfAway(LOWEST - min / scale);
        return new Quantization(scale, (int) Math.min(Math.max(zeroPoint, LOWEST), HIGHEST));
    }
}
