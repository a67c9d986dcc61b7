package dev.pex.quant;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.HardSwish;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Logistic;
import dev.pex.operator.Relu;
import dev.pex.operator.Relu6;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Tanh;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Tensor;
import java.util.function.IntUnaryOperator;

/** Evaluates functions of one value for every value (docs/NUMERICS.md, 7.20 to 7.24). */
final class FunctionTables {
    /** Integer bits of the argument of logistic and tanh. */
    private static final int INTEGER_BITS = 4;

    private static final int FRACTION_BITS = 31 - INTEGER_BITS;

    private FunctionTables() {}

    /** The function's value for each byte; entry 0 is that of 0, entry 255 that of -1. */
    static Bytes of(Graph graph, TableFunction function) {
        IntUnaryOperator formula = formula(function, graph.tensor(function.input()), graph.outputOf(function));
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) Math.min(Math.max(formula.applyAsInt((byte) i), -128), 127);
        }
        return Bytes.copyOf(table);
    }

    /** From an int8 value to one that is to be limited to int8. */
    private static IntUnaryOperator formula(TableFunction function, Tensor in, Tensor out) {
        if (function instanceof Logistic) {
            return saturating(in, x -> FixedPoint.roundingShiftRight(FixedFunctions.logistic(x), 31 - 8) - 128);
        }
        if (function instanceof Tanh) {
            return saturating(in, x -> FixedPoint.roundingShiftRight(FixedFunctions.tanh(x), 31 - 7));
        }
        if (function instanceof Relu) {
            return rectified(in, out, Activation.RELU);
        }
        if (function instanceof ReluN1To1) {
            return rectified(in, out, Activation.RELU_N1_TO_1);
        }
        if (function instanceof Relu6) {
            int lowest = ArithmeticDerivation.minimum(in, Activation.RELU6);
            int highest = ArithmeticDerivation.maximum(in, Activation.RELU6);
            return q -> Math.min(Math.max(q, lowest), highest);
        }
        if (function instanceof LeakyRelu leaky) {
            return leaky(in, out, leaky.alpha());
        }
        if (function instanceof HardSwish) {
            return new HardSwishFormula(in, out);
        }
        throw new IllegalStateException("no formula for " + function.origin());
    }

    /** A function of fixed point with 4 integer bits; arguments beyond them give the ends of int8. */
    private static IntUnaryOperator saturating(Tensor in, IntUnaryOperator function) {
        QuantizedMultiplier scale = QuantizedMultiplier.of((double) in.scale() * (1 << FRACTION_BITS));
        double largest = (double) ((1 << INTEGER_BITS) - 1) * (1L << FRACTION_BITS) / (1L << scale.shift());
        int radius = (int) Math.floor(largest);
        return q -> {
            int x = q - in.zeroPoint();
            if (x <= -radius) {
                return -128;
            }
            return x >= radius ? 127 : function.applyAsInt(multiply(x, scale));
        };
    }

    private static IntUnaryOperator rectified(Tensor in, Tensor out, Activation activation) {
        QuantizedMultiplier scale = QuantizedMultiplier.of(identityFactor(in, out));
        int lowest = ArithmeticDerivation.minimum(out, activation);
        int highest = ArithmeticDerivation.maximum(out, activation);
        return q -> Math.min(Math.max(out.zeroPoint() + multiply(q - in.zeroPoint(), scale), lowest), highest);
    }

    private static IntUnaryOperator leaky(Tensor in, Tensor out, float alpha) {
        QuantizedMultiplier identity = QuantizedMultiplier.of(identityFactor(in, out));
        QuantizedMultiplier slope = QuantizedMultiplier.of(slopeFactor(in, out, alpha));
        return q -> {
            int x = q - in.zeroPoint();
            return out.zeroPoint() + multiply(x, x >= 0 ? identity : slope);
        };
    }

    /** The quotient of two scales, in float32. */
    static float identityFactor(Tensor in, Tensor out) {
        return in.scale() / out.scale();
    }

    /** The factor of negative values, in float32, from left to right. */
    static float slopeFactor(Tensor in, Tensor out, float alpha) {
        return in.scale() * alpha / out.scale();
    }

    private static int multiply(int x, QuantizedMultiplier scale) {
        return FixedPoint.multiply(x, scale.multiplier(), scale.shift());
    }
}
