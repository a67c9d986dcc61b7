package dev.pex.codesign.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;

/**
 * Numbers to draw from.
 *
 * @param from the least
 * @param to the largest
 * @param logarithmic whether equal ratios are equally likely, instead of equal differences
 */
record Span(BigDecimal from, BigDecimal to, boolean logarithmic) {
    private static final MathContext DIGITS = new MathContext(6);

    /** A number of six digits at most; a whole one where both ends are written as whole numbers. */
    String draw(SplittableRandom random) {
        double share = random.nextDouble();
        double low = from.doubleValue();
        double high = to.doubleValue();
        double value = logarithmic
                ? StrictMath.exp(StrictMath.log(low) + share * (StrictMath.log(high) - StrictMath.log(low)))
                : low + share * (high - low);
        if (from.scale() <= 0 && to.scale() <= 0) {
            long whole = logarithmic ? Math.round(value) : (long) Math.floor(low + share * (high - low + 1));
            return String.valueOf(Math.min(whole, to.longValueExact()));
        }
        return Axis.plain(new BigDecimal(value).round(DIGITS));
    }
}
