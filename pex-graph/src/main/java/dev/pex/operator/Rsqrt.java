package dev.pex.operator;

import dev.pex.quant.FixedPoint;
import dev.pex.quant.QuantizedMultiplier;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * 1 / sqrt(x); the largest number of the output where x is 0 or negative (docs/NUMERICS.md, 7.37).
 */
public record Rsqrt(Origin origin, int input, int output) implements TableFunction {
    /** Fraction bits of the inverse square root of a stored number. */
    private static final int FRACTION_BITS = 20;

    /** With a rounding upwards, a larger factor could need a left shift that wraps. */
    private static final double LARGEST_FACTOR = 1 << 29;

    /** 1 and 3/2 in Q3.28. */
    private static final int ONE = 1 << 28;

    private static final int THREE_HALVES = 3 << 27;

    /** sqrt(1/2) in Q0.31. */
    private static final int SQUARE_ROOT_OF_HALF = 1518500250;

    private static final int ITERATIONS = 5;

    @Override
    public Rsqrt withTensors(List<Integer> inputs, int output) {
        return new Rsqrt(origin, inputs.get(0), output);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.RSQRT;
    }

    @Override
    public double compute(double x) {
        return 1 / Math.sqrt(x);
    }

    @Override
    public IntUnaryOperator formula(Tensor in, Tensor out) {
        QuantizedMultiplier scale = QuantizedMultiplier.of(factor(in, out));
        return q -> {
            int x = q - in.zeroPoint();
            if (x <= 0) {
                return Byte.MAX_VALUE;
            }
            return out.zeroPoint()
                    + FixedPoint.multiply(inverseSquareRoot(x), scale.multiplier(), scale.shift() - FRACTION_BITS);
        };
    }

    @Override
    public Optional<Violation> violation(Tensor in, Tensor out) {
        return Violation.unlessWithin(
                "1 / (square root of its input scale * its output scale)",
                factor(in, out),
                0,
                LARGEST_FACTOR,
                "below 2^29");
    }

    @Override
    public Optional<Caution> caution(Tensor in, Tensor out) {
        return in.quantization()
                .filter(quantization -> quantization.zeroPoint() > Byte.MIN_VALUE)
                .map(quantization -> new Caution(
                        "its input may be negative, as its zero point is " + quantization.zeroPoint()
                                + "; a negative number gives the largest output, as 0 does",
                        "TensorFlow Lite Micro stops at a negative number; where none occurs, results are the same"));
    }

    /** From the inverse square root of a stored number to the output, in double. */
    private static double factor(Tensor in, Tensor out) {
        return 1 / (Math.sqrt(in.scale()) * out.scale());
    }

    /** 1 / sqrt(x) of an integer from 1 to 255, with 20 fraction bits. */
    private static int inverseSquareRoot(int x) {
        if (x == 1) {
            return FixedPoint.multiply(1, Integer.MAX_VALUE, FRACTION_BITS);
        }
        // Pairs of bits, so that the square root of what is shifted out is a shift.
        int pairs = (Integer.numberOfLeadingZeros(x) - 1) / 2 - 1;
        int root = FixedPoint.doublingHighMultiply(newton(x << (2 * pairs)), SQUARE_ROOT_OF_HALF);
        int shift = 11 - pairs;
        return FixedPoint.multiply(1, root << Math.max(-shift, 0), FRACTION_BITS - Math.max(shift, 0));
    }

    /** 1 / sqrt(x) in Q3.28 for x from 1/4 to 1 in Q2.29, by five steps of Newton and Raphson from 1. */
    private static int newton(int x) {
        int half = FixedPoint.roundingShiftRight(x >> 1, 1);
        int y = ONE;
        for (int i = 0; i < ITERATIONS; i++) {
            int square = FixedPoint.doublingHighMultiply(y, y);
            int cube = FixedPoint.saturatingShiftLeft(FixedPoint.doublingHighMultiply(square, y), 6);
            int step = FixedPoint.doublingHighMultiply(THREE_HALVES, y) - FixedPoint.doublingHighMultiply(half, cube);
            y = FixedPoint.saturatingShiftLeft(step, 3);
        }
        return y;
    }
}
