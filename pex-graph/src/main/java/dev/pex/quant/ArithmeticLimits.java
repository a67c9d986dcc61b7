package dev.pex.quant;

import dev.pex.graph.Graph;
import dev.pex.operator.Add;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Mean;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Prelu;
import dev.pex.operator.Requantize;
import dev.pex.operator.Softmax;
import dev.pex.operator.Subtract;
import dev.pex.operator.Sum;
import dev.pex.operator.TableFunction;
import dev.pex.quant.Arithmetic.Added;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.Arithmetic.Multiplied;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Optional;

/**
 * Proves for an operator that its integer arithmetic is defined: multipliers that can be represented, sums
 * that cannot leave int32. docs/NUMERICS.md derives the limits.
 */
public final class ArithmeticLimits {
    private static final int LARGEST_SHIFT = 30;

    /** Results of a rescaling, plus the largest zero point, stay in int32. */
    private static final long LARGEST_SCALED = Integer.MAX_VALUE - 256L;

    /** Each of softmax's exponentials is at most 2^19 in the sum. */
    private static final int LONGEST_SOFTMAX = 4095;

    private static final double SOFTMAX_ONE = 1 << 26;
    private static final double ADD_ONE = 1 << 20;
    private static final double LARGEST_RATIO = 1 << 23;

    private final Graph graph;
    private final Operator operator;

    private ArithmeticLimits(Graph graph, Operator operator) {
        this.graph = graph;
        this.operator = operator;
    }

    /**
     * An operator that is beyond a limit.
     *
     * @param overflow whether a sum may leave int32; else scales or extents are out of range
     * @param what what is beyond it
     * @param supported what would be within it
     */
    public record Violation(boolean overflow, String what, String supported) {}

    /** What is wrong with an operator of a graph; empty when its arithmetic is defined. */
    public static Optional<Violation> violation(Graph graph, Operator operator) {
        return new ArithmeticLimits(graph, operator).violation();
    }

    private Optional<Violation> violation() {
        if (operator instanceof FullyConnected dense && isInfinite(dense)) {
            return unsupported("the product of its scales is infinite", "products within float32");
        }
        if (operator instanceof dev.pex.operator.Weighted layer) {
            return weighted(layer);
        }
        if (operator instanceof AveragePool2d pool) {
            long taps = (long) pool.rows().kernel() * pool.columns().kernel();
            return bound(128 * taps + taps / 2, "a sum of " + taps + " taps");
        }
        if (operator instanceof Add) {
            return add();
        }
        if (operator instanceof Subtract) {
            return subtract();
        }
        if (operator instanceof Multiply) {
            return multiply();
        }
        if (operator instanceof Mean || operator instanceof Sum) {
            return sum();
        }
        if (operator instanceof Softmax softmax) {
            return softmax(softmax);
        }
        if (operator instanceof Requantize) {
            double ratio = (double) input(0).scale() / output().scale();
            return ratio < LARGEST_RATIO
                    ? Optional.empty()
                    : unsupported("its scales differ by the factor " + ratio, "factors below 2^23");
        }
        if (operator instanceof TableFunction function) {
            return FunctionLimits.violation(graph, function);
        }
        if (operator instanceof Prelu prelu) {
            return FunctionLimits.violation(graph, prelu);
        }
        return Optional.empty();
    }

    /** A per-tensor layer multiplies its scales in float32, which may overflow. */
    private boolean isInfinite(FullyConnected dense) {
        return dense.filter().scales().size() == 1
                && Float.isInfinite(input(0).scale() * dense.filter().scale(0));
    }

    private Optional<Violation> weighted(dev.pex.operator.Weighted layer) {
        Ints bias = layer.bias();
        Weighted arithmetic = (Weighted) ArithmeticDerivation.of(graph, operator);
        for (int k = 0; k < arithmetic.shifts().size(); k++) {
            int shift = arithmetic.shifts().get(k);
            if (shift > LARGEST_SHIFT) {
                return unsupported(
                        "the scales of output channel " + k + " need a left shift by " + shift,
                        "up to " + LARGEST_SHIFT);
            }
        }
        long[] sums = absoluteSums(layer, arithmetic.filterOffset());
        int channel = AccumulatorBound.firstOverflow(arithmetic, sums, bias);
        return channel < 0
                ? Optional.empty()
                : overflow("the accumulator of output channel " + channel
                        + " may leave int32: sum of absolute weights " + sums[channel] + ", bias "
                        + bias.get(channel) + ", left shift "
                        + Math.max(0, arithmetic.shifts().get(channel)));
    }

    private static long[] absoluteSums(dev.pex.operator.Weighted layer, int offset) {
        Filter filter = layer.filter();
        boolean channelsLast = layer instanceof DepthwiseConv2d;
        int channels = layer.bias().size();
        long[] sums = new long[channels];
        int perChannel = filter.weights().size() / channels;
        for (int i = 0; i < filter.weights().size(); i++) {
            int channel = channelsLast ? i % channels : i / perChannel;
            // Kernels may sum the offset's share apart, so both shares must fit.
            sums[channel] += Math.abs(filter.weights().get(i)) + Math.abs(offset);
        }
        return sums;
    }

    private Optional<Violation> add() {
        double twiceLargest = 2.0 * Math.max(input(0).scale(), input(1).scale());
        double factor = twiceLargest / (ADD_ONE * output().scale());
        return common(factor);
    }

    /** The reference computes these in float32, which may overflow. */
    private Optional<Violation> subtract() {
        float twiceLargest = 2 * Math.max(input(0).scale(), input(1).scale());
        return common(twiceLargest / ((float) ADD_ONE * output().scale()));
    }

    private Optional<Violation> common(double factor) {
        boolean proper = factor > 0 && factor < 1;
        return proper
                        && ((Added) ArithmeticDerivation.of(graph, operator))
                                        .output()
                                        .shift()
                                <= 0
                ? Optional.empty()
                : unsupported(
                        "its output scale " + output().scale() + " is too " + (factor > 0 ? "small" : "large")
                                + " for its inputs",
                        "more than 2^-19 of theirs, all below 2^107");
    }

    private Optional<Violation> multiply() {
        Multiplied arithmetic = (Multiplied) ArithmeticDerivation.of(graph, operator);
        int shift = Math.max(arithmetic.scale().shift(), 0);
        return shift > LARGEST_SHIFT
                ? unsupported("its scales need a left shift by " + shift, "up to " + LARGEST_SHIFT)
                : bound((255L * 255) << shift, "a product shifted left by " + shift);
    }

    private Optional<Violation> sum() {
        Averaged arithmetic = (Averaged) ArithmeticDerivation.of(graph, operator);
        long count = arithmetic.count();
        int shift = Math.max(arithmetic.scale().shift(), 0);
        return shift > LARGEST_SHIFT
                ? unsupported("its scales need a left shift by " + shift, "up to " + LARGEST_SHIFT)
                : bound((255 * count) << shift, "a sum of " + count + " elements, shifted left by " + shift + ",");
    }

    private Optional<Violation> softmax(Softmax softmax) {
        double factor = (double) softmax.beta() * input(0).scale() * SOFTMAX_ONE;
        if (!(factor > 1)) {
            return unsupported(
                    "its input scale " + input(0).scale() + " times beta " + softmax.beta() + " is too small",
                    "products above 2^-26");
        }
        int depth = input(0).extent().channels();
        return depth <= LONGEST_SOFTMAX
                ? Optional.empty()
                : unsupported("it has " + depth + " channels", "up to " + LONGEST_SOFTMAX);
    }

    private static Optional<Violation> bound(long bound, String what) {
        return bound <= LARGEST_SCALED ? Optional.empty() : overflow(what + " may leave int32");
    }

    private static Optional<Violation> overflow(String what) {
        return Optional.of(new Violation(true, what, "smaller layers, smaller weights or larger scales"));
    }

    private static Optional<Violation> unsupported(String what, String supported) {
        return Optional.of(new Violation(false, what, supported));
    }

    private Tensor input(int operand) {
        return graph.tensor(operator.inputs().get(operand));
    }

    private Tensor output() {
        return graph.outputOf(operator);
    }
}
