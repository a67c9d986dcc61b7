package dev.pex.quant;

import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Addition and subtraction: both operands are scaled to a common finer scale by 2^leftShift, summed or subtracted, and
 * scaled back (docs/NUMERICS.md, 7.5 and 7.12).
 *
 * @param sign 1 for a sum, -1 for a difference
 */
public record Added(
        int leftShift,
        int leftOffset,
        int rightOffset,
        int outputOffset,
        QuantizedMultiplier left,
        QuantizedMultiplier right,
        QuantizedMultiplier output,
        int minimum,
        int maximum,
        int sign)
        implements Pairwise {
    /** Bits by which operands are made finer. */
    public static final int LEFT_SHIFT = 20;

    /**
     * The constants for given factors, which the operators round in their own ways.
     *
     * @param minimum smallest output
     * @param maximum largest output
     */
    public static Added of(
            Tensor left,
            Tensor right,
            Tensor out,
            int minimum,
            int maximum,
            double leftFactor,
            double rightFactor,
            double outputFactor,
            int sign) {
        return new Added(
                LEFT_SHIFT,
                -left.zeroPoint(),
                -right.zeroPoint(),
                out.zeroPoint(),
                QuantizedMultiplier.of(leftFactor),
                QuantizedMultiplier.of(rightFactor),
                QuantizedMultiplier.of(outputFactor),
                minimum,
                maximum,
                sign);
    }

    /** What is wrong with an output factor, and with the constants that follow from it when it is proper. */
    public static Optional<Violation> violation(double outputFactor, float outputScale, Supplier<Added> constants) {
        boolean proper = outputFactor > 0 && outputFactor < 1;
        return proper && constants.get().output().shift() <= 0
                ? Optional.empty()
                : Violation.unsupported(
                        "its output scale " + outputScale + " is too " + (outputFactor > 0 ? "small" : "large")
                                + " for its inputs",
                        "more than 2^-19 of theirs, all below 2^107");
    }

    @Override
    public List<KernelConstant> constants() {
        return List.of(
                KernelConstant.of("left offset, right offset, output offset", leftOffset, rightOffset, outputOffset),
                KernelConstant.of("minimum, maximum", minimum, maximum),
                KernelConstant.of("left shift", leftShift),
                KernelConstant.of("left scale", left),
                KernelConstant.of("right scale", right),
                KernelConstant.of("output scale", output));
    }

    @Override
    public int compute(int leftElement, int rightElement) {
        int a = left.multiply((leftElement + leftOffset) << leftShift);
        int b = right.multiply((rightElement + rightOffset) << leftShift);
        return Math.min(Math.max(output.multiply(a + sign * b) + outputOffset, minimum), maximum);
    }
}
