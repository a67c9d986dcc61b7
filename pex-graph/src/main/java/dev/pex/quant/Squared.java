package dev.pex.quant;

import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The square of a difference: both operands are scaled to a common finer scale by 2^leftShift and subtracted, the square is
 * scaled back (docs/NUMERICS.md, 7.19).
 */
public record Squared(
        int leftShift,
        int leftOffset,
        int rightOffset,
        int outputOffset,
        QuantizedMultiplier left,
        QuantizedMultiplier right,
        QuantizedMultiplier output)
        implements Pairwise {
    /** Bits by which operands are made finer: the square of the largest difference has 30 bits. */
    private static final int LEFT_SHIFT = 7;

    /** The constants of the reference: in double, except for the product with the output's scale. */
    public static Squared of(Tensor left, Tensor right, Tensor out) {
        double twiceLargest = twiceLargest(left, right);
        return new Squared(
                LEFT_SHIFT,
                -left.zeroPoint(),
                -right.zeroPoint(),
                out.zeroPoint(),
                QuantizedMultiplier.of(left.scale() / twiceLargest),
                QuantizedMultiplier.of(right.scale() / twiceLargest),
                QuantizedMultiplier.of(outputFactor(left, right, out)));
    }

    /** What is wrong with the scales; empty when no square can leave int32. */
    public static Optional<Violation> violation(Tensor left, Tensor right, Tensor out) {
        double factor = outputFactor(left, right, out);
        boolean proper = factor > 0 && factor < (1 << Violation.LARGEST_SHIFT);
        if (!proper) {
            return Violation.unsupported(
                    "its output scale " + out.scale() + " is too " + (factor > 0 ? "small" : "large")
                            + " for the squares of its inputs' scales",
                    "more than 2^-12 of the square of the larger one, below 2^114");
        }
        Squared constants = of(left, right, out);
        int shift = Math.max(constants.output.shift(), 0);
        return Violation.unlessInt32(
                constants.largestSquare() << shift, "the square of a difference, shifted left by " + shift + ",");
    }

    private static double twiceLargest(Tensor left, Tensor right) {
        return 2.0 * Math.max(left.scale(), right.scale());
    }

    private static double outputFactor(Tensor left, Tensor right, Tensor out) {
        double twiceLargest = twiceLargest(left, right);
        return twiceLargest * twiceLargest / (double) ((1 << (2 * LEFT_SHIFT)) * out.scale());
    }

    private int leftTerm(int element) {
        return left.multiply((element + leftOffset) << leftShift);
    }

    private int rightTerm(int element) {
        return right.multiply((element + rightOffset) << leftShift);
    }

    private long largestSquare() {
        long largest = Math.max(
                leftTerm(Byte.MAX_VALUE) - rightTerm(Byte.MIN_VALUE),
                rightTerm(Byte.MAX_VALUE) - leftTerm(Byte.MIN_VALUE));
        return largest * largest;
    }

    @Override
    public int compute(int leftElement, int rightElement) {
        int difference = leftTerm(leftElement) - rightTerm(rightElement);
        int scaled = output.multiply(difference * difference) + outputOffset;
        return Math.min(Math.max(scaled, Byte.MIN_VALUE), Byte.MAX_VALUE);
    }

    @Override
    public List<KernelConstant> constants() {
        return List.of(
                KernelConstant.of("left offset, right offset, output offset", leftOffset, rightOffset, outputOffset),
                KernelConstant.of("left shift", leftShift),
                KernelConstant.of("left scale", left),
                KernelConstant.of("right scale", right),
                KernelConstant.of("output scale", output));
    }
}
