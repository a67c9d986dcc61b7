package dev.pex.quant;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.Dequantize;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Gather;
import dev.pex.operator.Mean;
import dev.pex.operator.Movement;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Pooling;
import dev.pex.operator.Prelu;
import dev.pex.operator.Quantize;
import dev.pex.operator.ReduceMax;
import dev.pex.operator.Reduction;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.Softmax;
import dev.pex.operator.Sum;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Transpose;
import dev.pex.quant.Arithmetic.Affine;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.Arithmetic.Normalised;
import dev.pex.quant.Arithmetic.Padded;
import dev.pex.quant.Arithmetic.Pooled;
import dev.pex.quant.Arithmetic.Rescaled;
import dev.pex.quant.Arithmetic.Sloped;
import dev.pex.quant.Arithmetic.Tabulated;
import dev.pex.quant.Arithmetic.Unscaled;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Arrays;

/**
 * Derives an operator's integer constants from the scales of its tensors. The order of each
 * expression, and whether it is float32 or double, is the reference's; docs/NUMERICS.md states them.
 */
public final class ArithmeticDerivation {
    /** Integer bits of softmax's scaled differences. */
    private static final int SOFTMAX_INTEGER_BITS = 5;

    private ArithmeticDerivation() {}

    /** The constants of an operator of a valid graph. */
    public static Arithmetic of(Graph graph, Operator operator) {
        Tensor in = graph.tensor(operator.inputs().get(0));
        Tensor out = graph.outputOf(operator);
        if (operator instanceof dev.pex.operator.Weighted layer) {
            boolean perTensor =
                    layer instanceof FullyConnected && layer.filter().scales().size() == 1;
            return perTensor ? weightedPerTensor(in, out, layer) : weightedPerChannel(in, out, layer);
        }
        if (operator instanceof Pooling pool) {
            return new Pooled(minimum(out, pool.activation()), maximum(out, pool.activation()));
        }
        if (operator instanceof Binary binary) {
            return BinaryDerivation.of(graph, binary);
        }
        if (operator instanceof Mean mean) {
            return averaged(in, out, mean);
        }
        if (operator instanceof Sum sum) {
            return summed(in, out, sum);
        }
        if (operator instanceof Pad pad) {
            return new Padded(pad.value().orElseGet(() -> zero(out)));
        }
        if (operator instanceof Softmax softmax) {
            return normalised(in, softmax.beta());
        }
        if (operator instanceof Requantize) {
            QuantizedMultiplier scale = QuantizedMultiplier.of((double) in.scale() / (double) out.scale());
            return new Rescaled(-in.zeroPoint(), out.zeroPoint(), scale, lowest(out), highest(out));
        }
        if (operator instanceof Quantize) {
            return new Affine(out.scale(), out.zeroPoint(), lowest(out), highest(out));
        }
        if (operator instanceof Dequantize) {
            return new Affine(in.scale(), in.zeroPoint(), lowest(in), highest(in));
        }
        if (operator instanceof TableFunction function) {
            return new Tabulated(FunctionTables.of(graph, function));
        }
        if (operator instanceof Prelu prelu) {
            return sloped(in, graph.tensor(prelu.alpha()), out);
        }
        if (operator instanceof ReduceMax
                || operator instanceof ArgMax
                || operator instanceof Cast
                || operator instanceof Gather
                || operator instanceof Reshape
                || operator instanceof Transpose
                || operator instanceof Movement) {
            return new Unscaled();
        }
        throw new IllegalStateException("no arithmetic for " + operator.origin());
    }

    private static Weighted weightedPerChannel(Tensor in, Tensor out, dev.pex.operator.Weighted layer) {
        int channels = layer.bias().size();
        int[] multipliers = new int[channels];
        int[] shifts = new int[channels];
        for (int k = 0; k < channels; k++) {
            double factor = (double) in.scale() * (double) layer.filter().scale(k) / (double) out.scale();
            QuantizedMultiplier scale = QuantizedMultiplier.of(factor);
            multipliers[k] = scale.multiplier();
            shifts[k] = scale.shift();
        }
        // Convolutions and per-channel fully connected layers ignore the filter's zero point.
        return new Weighted(
                -in.zeroPoint(),
                0,
                out.zeroPoint(),
                Ints.copyOf(multipliers),
                Ints.copyOf(shifts),
                minimum(out, layer.activation()),
                maximum(out, layer.activation()));
    }

    private static Weighted weightedPerTensor(Tensor in, Tensor out, dev.pex.operator.Weighted layer) {
        Filter filter = layer.filter();
        float product = in.scale() * filter.scale(0);
        QuantizedMultiplier scale = QuantizedMultiplier.of((double) product / (double) out.scale());
        int[] multipliers = new int[layer.bias().size()];
        int[] shifts = new int[layer.bias().size()];
        Arrays.fill(multipliers, scale.multiplier());
        Arrays.fill(shifts, scale.shift());
        return new Weighted(
                -in.zeroPoint(),
                -filter.zeroPoint(),
                out.zeroPoint(),
                Ints.copyOf(multipliers),
                Ints.copyOf(shifts),
                minimum(out, layer.activation()),
                maximum(out, layer.activation()));
    }

    private static Averaged summed(Tensor in, Tensor out, Reduction reduction) {
        int count = 1;
        for (Axis axis : reduction.axes()) {
            count *= in.extent().along(axis);
        }
        QuantizedMultiplier scale = QuantizedMultiplier.of((double) in.scale() / (double) out.scale());
        return new Averaged(count, in.zeroPoint(), out.zeroPoint(), scale);
    }

    private static Averaged averaged(Tensor in, Tensor out, Mean mean) {
        Averaged sum = summed(in, out, mean);
        int count = sum.count();
        QuantizedMultiplier scale = sum.scale();
        int shift = 63 - Long.numberOfLeadingZeros(count);
        shift = Math.min(shift, 32);
        shift = Math.min(shift, 31 + scale.shift());
        int multiplier = (int) (((long) scale.multiplier() << shift) / count);
        return new Averaged(
                count, in.zeroPoint(), out.zeroPoint(), new QuantizedMultiplier(multiplier, scale.shift() - shift));
    }

    private static Normalised normalised(Tensor in, float beta) {
        int fractionBits = 31 - SOFTMAX_INTEGER_BITS;
        double factor = Math.min((double) beta * (double) in.scale() * (1 << fractionBits), (1L << 31) - 1.0);
        QuantizedMultiplier scale = QuantizedMultiplier.of(factor);
        double radius = 1.0 * ((1 << SOFTMAX_INTEGER_BITS) - 1) * (1L << fractionBits) / (1L << scale.shift());
        return new Normalised(scale, -(int) Math.floor(radius));
    }

    /** The bytes of the element that stands for zero. */
    private static Bytes zero(Tensor tensor) {
        byte[] element = new byte[tensor.type().bytes()];
        tensor.quantization().ifPresent(q -> element[0] = (byte) q.zeroPoint());
        return Bytes.copyOf(element);
    }

    private static Sloped sloped(Tensor in, Tensor alpha, Tensor out) {
        double identity = (double) in.scale() / (double) out.scale();
        double slope = (double) in.scale() * (double) alpha.scale() / (double) out.scale();
        return new Sloped(
                -in.zeroPoint(),
                -alpha.zeroPoint(),
                out.zeroPoint(),
                QuantizedMultiplier.of(identity),
                QuantizedMultiplier.of(slope));
    }

    /** Smallest output of a fused activation, in the output's quantisation. */
    static int minimum(Tensor out, Activation activation) {
        return switch (activation) {
            case NONE -> lowest(out);
            case RELU, RELU6 -> (int) Math.max(lowest(out), quantized(out, 0f));
            case RELU_N1_TO_1 -> (int) Math.max(lowest(out), quantized(out, -1f));
        };
    }

    /** Largest output of a fused activation, in the output's quantisation. */
    static int maximum(Tensor out, Activation activation) {
        return switch (activation) {
            case NONE, RELU -> highest(out);
            case RELU6 -> (int) Math.min(highest(out), quantized(out, 6f));
            case RELU_N1_TO_1 -> (int) Math.min(highest(out), quantized(out, 1f));
        };
    }

    /** A bound in the output's quantisation. The quotient saturates to int32, so the sum needs more. */
    private static long quantized(Tensor out, float real) {
        return out.zeroPoint() + (long) (int) FixedPoint.roundHalfAway(real / out.scale());
    }

    private static int lowest(Tensor tensor) {
        return tensor.type() == ElementType.UINT8 ? 0 : -128;
    }

    private static int highest(Tensor tensor) {
        return tensor.type() == ElementType.UINT8 ? 255 : 127;
    }
}
