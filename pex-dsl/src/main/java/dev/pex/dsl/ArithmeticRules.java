package dev.pex.dsl;

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
 * Proves that an operator's integer arithmetic is defined: multipliers that can be represented, sums that
 * cannot leave int32 (docs/NUMERICS.md).
 */
final class ArithmeticRules {
    private static final int LARGEST_SHIFT = 30;

    /** Results of a rescaling, plus the largest zero point, stay in int32. */
    private static final long LARGEST_SCALED = Integer.MAX_VALUE - 256L;

    /** Each of softmax's exponentials is at most 2^19 in their sum. */
    private static final int LONGEST_SOFTMAX = 4095;

    private static final double SOFTMAX_ONE = 1 << 26;
    private static final double ADD_ONE = 1 << 20;
    private static final double LARGEST_RATIO = 1 << 23;

    private final Call call;
    private final Graph graph;
    private final Operator operator;

    private ArithmeticRules(Call call, Graph graph, Operator operator) {
        this.call = call;
        this.graph = graph;
        this.operator = operator;
    }

    /** Checks an operator of a graph; the call is what a message is about. */
    static void check(Call call, Graph graph, Operator operator) {
        new ArithmeticRules(call, graph, operator).check();
    }

    private void check() {
        if (operator instanceof Conv2d conv) {
            checkWeighted(conv.filter(), conv.bias(), false);
        } else if (operator instanceof DepthwiseConv2d conv) {
            checkWeighted(conv.filter(), conv.bias(), true);
        } else if (operator instanceof FullyConnected dense) {
            boolean finite = !Float.isInfinite(input(0).scale() * dense.filter().scale(0));
            call.require(finite || dense.filter().scales().size() > 1, "the product of its scales is infinite");
            checkWeighted(dense.filter(), dense.bias(), false);
        } else if (operator instanceof AveragePool2d pool) {
            long taps = (long) pool.rows().kernel() * pool.columns().kernel();
            requireBound(128 * taps + taps / 2, "a sum of " + taps + " elements");
        } else if (operator instanceof Add) {
            checkAdd();
        } else if (operator instanceof Mean) {
            checkMean();
        } else if (operator instanceof Softmax softmax) {
            checkSoftmax(softmax);
        } else if (operator instanceof Requantize) {
            double ratio = (double) input(0).scale() / output().scale();
            call.require(ratio < LARGEST_RATIO, "its scales differ by the factor " + ratio + "; it must be below 2^23");
        }
    }

    private void checkWeighted(Filter filter, Ints bias, boolean channelsLast) {
        Weighted arithmetic = (Weighted) ArithmeticDerivation.of(graph, operator);
        for (int k = 0; k < arithmetic.shifts().size(); k++) {
            int shift = arithmetic.shifts().get(k);
            call.require(
                    shift <= LARGEST_SHIFT,
                    "the scales of output channel " + k + " need a left shift by " + shift + "; it must be up to "
                            + LARGEST_SHIFT);
        }
        long[] sums = absoluteSums(filter, arithmetic.filterOffset(), bias.size(), channelsLast);
        int channel = AccumulatorBound.firstOverflow(arithmetic, sums, bias);
        if (channel >= 0) {
            throw call.problem("the accumulator of output channel " + channel
                    + " may leave int32: sum of absolute weights " + sums[channel] + ", bias " + bias.get(channel)
                    + ", left shift " + Math.max(0, arithmetic.shifts().get(channel)));
        }
    }

    private static long[] absoluteSums(Filter filter, int offset, int channels, boolean channelsLast) {
        long[] sums = new long[channels];
        int perChannel = filter.weights().size() / channels;
        for (int i = 0; i < filter.weights().size(); i++) {
            sums[channelsLast ? i % channels : i / perChannel] +=
                    Math.abs(filter.weights().get(i) + offset);
        }
        return sums;
    }

    private void checkAdd() {
        double twiceLargest = 2.0 * Math.max(input(0).scale(), input(1).scale());
        double factor = twiceLargest / (ADD_ONE * output().scale());
        Added arithmetic = (Added) ArithmeticDerivation.of(graph, operator);
        call.require(
                factor < 1 && arithmetic.output().shift() <= 0,
                "its output scale " + output().scale() + " is too small; it must be more than 2^-19 of its inputs'");
    }

    private void checkMean() {
        Averaged arithmetic = (Averaged) ArithmeticDerivation.of(graph, operator);
        long count = arithmetic.count();
        int shift = Math.max(arithmetic.scale().shift(), 0);
        call.require(
                shift <= LARGEST_SHIFT,
                "its scales need a left shift by " + shift + "; it must be up to " + LARGEST_SHIFT);
        requireBound((255 * count) << shift, "a sum of " + count + " elements, shifted left by " + shift + ",");
    }

    private void checkSoftmax(Softmax softmax) {
        double factor = (double) softmax.beta() * input(0).scale() * SOFTMAX_ONE;
        call.require(
                factor > 1,
                "its input scale " + input(0).scale() + " times beta " + softmax.beta()
                        + " is too small; it must be above 2^-26");
        int channels = input(0).extent().channels();
        call.require(
                channels <= LONGEST_SOFTMAX, "it has " + channels + " channels; it takes up to " + LONGEST_SOFTMAX);
    }

    private void requireBound(long bound, String what) {
        call.require(bound <= LARGEST_SCALED, what + " may leave int32");
    }

    private Tensor input(int operand) {
        return graph.tensor(operator.inputs().get(operand));
    }

    private Tensor output() {
        return graph.outputOf(operator);
    }
}
