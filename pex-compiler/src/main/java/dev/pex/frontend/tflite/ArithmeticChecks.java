package dev.pex.frontend.tflite;

import dev.pex.diagnostic.Diagnostics;
import dev.pex.graph.Filter;
import dev.pex.graph.Graph;
import dev.pex.graph.Ints;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Add;
import dev.pex.graph.Operator.AveragePool2d;
import dev.pex.graph.Operator.Conv2d;
import dev.pex.graph.Operator.DepthwiseConv2d;
import dev.pex.graph.Operator.FullyConnected;
import dev.pex.graph.Operator.Mean;
import dev.pex.graph.Operator.Requantize;
import dev.pex.graph.Operator.Softmax;
import dev.pex.graph.Tensor;
import dev.pex.quant.AccumulatorBound;
import dev.pex.quant.Arithmetic.Added;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.quant.ArithmeticDerivation;

/**
 * Proves for each operator that its integer arithmetic is defined: multipliers that the reference can
 * represent, sums that cannot leave int32.
 */
final class ArithmeticChecks {
    private static final int LARGEST_SHIFT = 30;

    /** Results of a rescaling, plus the largest zero point, stay in int32. */
    private static final long LARGEST_SCALED = Integer.MAX_VALUE - 256L;

    /** Each of its exponentials is at most 2^19 in the sum. */
    private static final int LONGEST_SOFTMAX = 4095;

    private static final double SOFTMAX_ONE = 1 << 26;
    private static final double ADD_ONE = 1 << 20;

    private final Graph graph;
    private final Operator operator;
    private final Problems problems;

    private ArithmeticChecks(Graph graph, Operator operator, Problems problems) {
        this.graph = graph;
        this.operator = operator;
        this.problems = problems;
    }

    /** Reports the operators whose arithmetic is not defined. */
    static void check(Graph graph, String model, Diagnostics diagnostics) {
        for (Operator operator : graph.operators()) {
            Problems problems = new Problems(diagnostics, model + " " + operator.origin());
            new ArithmeticChecks(graph, operator, problems).check();
        }
    }

    private void check() {
        if (operator instanceof Conv2d conv) {
            checkWeighted(conv.filter(), conv.bias(), false);
        } else if (operator instanceof DepthwiseConv2d conv) {
            checkWeighted(conv.filter(), conv.bias(), true);
        } else if (operator instanceof FullyConnected dense) {
            checkDense(dense);
        } else if (operator instanceof AveragePool2d pool) {
            long taps = (long) pool.rows().kernel() * pool.columns().kernel();
            requireBound(128 * taps + taps / 2, "a sum of " + taps + " taps");
        } else if (operator instanceof Add) {
            checkAdd();
        } else if (operator instanceof Mean) {
            checkMean();
        } else if (operator instanceof Softmax softmax) {
            checkSoftmax(softmax);
        } else if (operator instanceof Requantize) {
            double ratio = (double) input(0).scale() / output().scale();
            if (ratio >= 1 << 23) {
                problems.unsupported("its scales differ by the factor " + ratio, "factors below 2^23");
            }
        }
    }

    /** A per-tensor layer multiplies its scales in float32, which may overflow. */
    private void checkDense(FullyConnected dense) {
        if (dense.filter().scales().size() == 1
                && Float.isInfinite(input(0).scale() * dense.filter().scale(0))) {
            problems.unsupported("the product of its scales is infinite", "products within float32");
        } else {
            checkWeighted(dense.filter(), dense.bias(), false);
        }
    }

    private void checkWeighted(Filter filter, Ints bias, boolean channelsLast) {
        Weighted arithmetic = (Weighted) ArithmeticDerivation.of(graph, operator);
        for (int k = 0; k < arithmetic.shifts().size(); k++) {
            int shift = arithmetic.shifts().get(k);
            if (shift > LARGEST_SHIFT) {
                problems.unsupported(
                        "the scales of output channel " + k + " need a left shift by " + shift,
                        "up to " + LARGEST_SHIFT);
                return;
            }
        }
        long[] sums = absoluteSums(filter, arithmetic.filterOffset(), bias.size(), channelsLast);
        int channel = AccumulatorBound.firstOverflow(arithmetic, sums, bias);
        if (channel >= 0) {
            problems.overflow("the accumulator of output channel " + channel
                    + " may leave int32: sum of weights " + sums[channel] + ", bias " + bias.get(channel)
                    + ", left shift " + Math.max(0, arithmetic.shifts().get(channel)));
        }
    }

    private static long[] absoluteSums(Filter filter, int offset, int channels, boolean channelsLast) {
        long[] sums = new long[channels];
        int perChannel = filter.weights().size() / channels;
        for (int i = 0; i < filter.weights().size(); i++) {
            int channel = channelsLast ? i % channels : i / perChannel;
            // Kernels may sum the offset's share apart, so both shares must fit.
            sums[channel] += Math.abs(filter.weights().get(i)) + Math.abs(offset);
        }
        return sums;
    }

    private void checkAdd() {
        double twiceLargest = 2.0 * Math.max(input(0).scale(), input(1).scale());
        double factor = twiceLargest / (ADD_ONE * output().scale());
        Added arithmetic = (Added) ArithmeticDerivation.of(graph, operator);
        if (!(factor < 1) || arithmetic.output().shift() > 0) {
            problems.unsupported(
                    "its output scale " + output().scale() + " is too small for its inputs",
                    "more than 2^-19 of theirs");
        }
    }

    private void checkMean() {
        Averaged arithmetic = (Averaged) ArithmeticDerivation.of(graph, operator);
        long count = arithmetic.count();
        int shift = Math.max(arithmetic.scale().shift(), 0);
        if (shift > LARGEST_SHIFT) {
            problems.unsupported("its scales need a left shift by " + shift, "up to " + LARGEST_SHIFT);
            return;
        }
        requireBound((255 * count) << shift, "a sum of " + count + " elements, shifted left by " + shift + ",");
    }

    private void checkSoftmax(Softmax softmax) {
        double factor = (double) softmax.beta() * input(0).scale() * SOFTMAX_ONE;
        if (!(factor > 1)) {
            problems.unsupported(
                    "its input scale " + input(0).scale() + " times beta " + softmax.beta() + " is too small",
                    "products above 2^-26");
        }
        int depth = input(0).extent().channels();
        if (depth > LONGEST_SOFTMAX) {
            problems.unsupported("it has " + depth + " channels", "up to " + LONGEST_SOFTMAX);
        }
    }

    private void requireBound(long bound, String what) {
        if (bound > LARGEST_SCALED) {
            problems.overflow(what + " may leave int32");
        }
    }

    private Tensor input(int operand) {
        return graph.tensor(operator.inputs().get(operand));
    }

    private Tensor output() {
        return graph.outputOf(operator);
    }
}
