package dev.pex.quant;

import dev.pex.tensor.Tensor;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** HARD_SWISH in 16-bit fixed point (docs/NUMERICS.md, 7.24). */
public final class HardSwishFormula implements IntUnaryOperator {
    /** Bits by which inputs are made finer. */
    private static final int HEADROOM = 7;

    /** The scale on which 3 is 2^15. */
    private static final float GATE_SCALE = 3f / 32768f;

    private final int inputZeroPoint;
    private final int outputZeroPoint;
    private final int outputMultiplier;
    private final int outputShift;
    private final int gateMultiplier;
    private final int gateShift;

    public HardSwishFormula(Tensor in, Tensor out) {
        QuantizedMultiplier output = QuantizedMultiplier.of(outputFactor(in, out));
        QuantizedMultiplier gate = QuantizedMultiplier.of(gateFactor(in));
        inputZeroPoint = in.zeroPoint();
        outputZeroPoint = out.zeroPoint();
        outputMultiplier = narrowed(output.multiplier());
        outputShift = output.shift();
        gateMultiplier = narrowed(gate.multiplier());
        gateShift = gate.shift();
    }

    /** From finer inputs to the output, in float32. */
    private static float outputFactor(Tensor in, Tensor out) {
        return fine(in) / out.scale();
    }

    /** From finer inputs to the scale of the gate, in float32. */
    private static float gateFactor(Tensor in) {
        return fine(in) / GATE_SCALE;
    }

    private static float fine(Tensor in) {
        return (1f / (1 << HEADROOM)) * in.scale();
    }

    /** Where the formula is defined; empty when it is. */
    public static Optional<Violation> violation(Tensor in, Tensor out) {
        return Violation.unlessWithin(
                        "the quotient of its scales / 128", outputFactor(in, out), 0x1p-16, 1, "from 2^-16 to 1")
                .or(() -> Violation.unlessWithin(
                        "its input scale * 256 / 3", gateFactor(in), 0x1p-16, 0x1p31, "from 2^-16 to 2^31"));
    }

    @Override
    public int applyAsInt(int q) {
        int x = (q - inputZeroPoint) << HEADROOM;
        int product = gate(x) * highMultiply(x, outputMultiplier) / (1 << 15);
        return FixedPoint.roundingShiftRight(product, -outputShift) + outputZeroPoint;
    }

    /** min(max(x + 3, 0), 6) / 6 with 15 fraction bits. */
    private int gate(int x) {
        int scaled = x;
        if (gateShift > 0) {
            // All bits except one: should this saturate, the last bit does so as well.
            scaled = saturatingShiftLeft(scaled, gateShift - 1);
        }
        scaled = highMultiply(scaled, gateMultiplier);
        if (gateShift > 0) {
            scaled = saturatingShiftLeft(scaled, 1);
        } else {
            scaled = FixedPoint.roundingShiftRight(scaled, -gateShift);
        }
        return (scaled + (1 << 15)) >> 1;
    }

    /** The upper 16 bits of a 31-bit multiplier. */
    private static int narrowed(int multiplier) {
        int rounding = 1 << 15;
        return multiplier >= Integer.MAX_VALUE - rounding ? Short.MAX_VALUE : (multiplier + rounding) >> 16;
    }

    /** x * y * 2^-15 of int16, rounded to nearest, ties towards positive infinity; y is not negative. */
    private static int highMultiply(int x, int y) {
        return (x * y + (1 << 14)) >> 15;
    }

    private static int saturatingShiftLeft(int x, int exponent) {
        long shifted = (long) x << exponent;
        return (int) Math.min(Math.max(shifted, Short.MIN_VALUE), Short.MAX_VALUE);
    }
}
