package dev.pex.quant;

import java.util.Optional;

/**
 * Why the integer arithmetic of an operator is not defined.
 *
 * @param overflow whether a sum may leave int32; else scales or extents are out of range
 * @param what what is beyond a limit
 * @param supported what would be within it
 */
public record Violation(boolean overflow, String what, String supported) {
    /** Results of a rescaling, plus the largest zero point, stay in int32. */
    private static final long LARGEST_SUM = Integer.MAX_VALUE - 256L;

    /** The largest left shift of a rescaling. */
    static final int LARGEST_SHIFT = 30;

    /** A scale or an extent that is out of range. */
    public static Optional<Violation> unsupported(String what, String supported) {
        return Optional.of(new Violation(false, what, supported));
    }

    static Optional<Violation> overflow(String what) {
        return Optional.of(new Violation(true, what, "smaller layers, smaller weights or larger scales"));
    }

    /** An overflow, unless the largest absolute value of a sum fits an int32. */
    public static Optional<Violation> unlessInt32(long bound, String what) {
        return bound <= LARGEST_SUM ? Optional.empty() : overflow(what + " may leave int32");
    }

    /** A number that is not in [lowest, highest). */
    public static Optional<Violation> unlessWithin(
            String what, double value, double lowest, double highest, String supported) {
        return value >= lowest && value < highest ? Optional.empty() : unsupported(what + " is " + value, supported);
    }

    /** A left shift that is too large. */
    static Optional<Violation> unlessShift(int shift) {
        return shift <= LARGEST_SHIFT
                ? Optional.empty()
                : unsupported("its scales need a left shift by " + shift, "up to " + LARGEST_SHIFT);
    }
}
