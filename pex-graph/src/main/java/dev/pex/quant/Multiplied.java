package dev.pex.quant;

import java.util.List;
import java.util.Optional;

/**
 * Multiplication: {@code clamp(multiply((a + leftOffset) * (b + rightOffset), scale) + outputOffset)} (docs/NUMERICS.md,
 * 7.13).
 */
public record Multiplied(
        int leftOffset, int rightOffset, int outputOffset, QuantizedMultiplier scale, int minimum, int maximum)
        implements Pairwise {
    @Override
    public int compute(int left, int right) {
        int product = (left + leftOffset) * (right + rightOffset);
        return Math.min(Math.max(scale.multiply(product) + outputOffset, minimum), maximum);
    }

    @Override
    public List<KernelConstant> constants() {
        return List.of(
                KernelConstant.of("left offset, right offset, output offset", leftOffset, rightOffset, outputOffset),
                KernelConstant.of("minimum, maximum", minimum, maximum),
                KernelConstant.of("scale", scale));
    }

    /** What is wrong with the constants; empty when no product can leave int32. */
    public Optional<Violation> violation() {
        int shift = Math.max(scale.shift(), 0);
        return Violation.unlessShift(shift)
                .or(() -> Violation.unlessInt32((255L * 255) << shift, "a product shifted left by " + shift));
    }
}
