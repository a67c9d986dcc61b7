package dev.pex.operator;

import dev.pex.quant.FixedPoint;
import dev.pex.tensor.Tensor;

/** Fused activation of an operator: a range that its results are limited to. */
public enum Activation {
    NONE(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY),
    RELU(0, Float.POSITIVE_INFINITY),
    RELU6(0, 6),
    RELU_N1_TO_1(-1, 1);

    private final float lowest;
    private final float highest;

    Activation(float lowest, float highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Smallest output, in the output's quantisation (docs/NUMERICS.md, 4). */
    public int minimum(Tensor out) {
        int least = out.type().lowest();
        return Float.isInfinite(lowest) ? least : (int) Math.max(least, quantized(out, lowest));
    }

    /** Largest output, in the output's quantisation. */
    public int maximum(Tensor out) {
        int most = out.type().highest();
        return Float.isInfinite(highest) ? most : (int) Math.min(most, quantized(out, highest));
    }

    /** Whether a positive factor passes through it. */
    public boolean passesFactors() {
        return this == NONE || this == RELU;
    }

    /** A float limited to the range. */
    public double limit(double value) {
        return Math.min(Math.max(value, lowest), highest);
    }

    /** A bound in the output's quantisation. The quotient saturates to int32, so the sum needs more. */
    private static long quantized(Tensor out, float bound) {
        return out.zeroPoint() + (long) (int) FixedPoint.roundHalfAway(bound / out.scale());
    }
}
