package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.graph.Ints;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Add;
import dev.pex.graph.Operator.Conv2d;
import dev.pex.graph.Operator.DepthwiseConv2d;
import dev.pex.graph.Operator.FullyConnected;
import dev.pex.quant.AccumulatorBound;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.ArithmeticDerivation;

/** Which operators the kernels for the DSP extension can run; pex_dsp.h says what they rely on. */
final class DspLayers {
    /** Windows of at most so many bytes are copied: PEX_GATHERED_BYTES of pex_windows.h. */
    private static final int GATHERED = 80;

    /** Taps of other windows: MOST_RUNS of pex_conv2d_s8_dsp.c. */
    private static final int MOST_TAPS = 9;

    /** MOST_TAPS of pex_depthwise_conv2d_s8_dsp.c. */
    private static final int MOST_DEPTHWISE_TAPS = 49;

    /** Inputs that a sum of a fully connected layer has at a time: PIECE of pex_fully_connected_s8_dsp.c. */
    private static final int PIECE = 2048;

    /** PEX_DSP_MOST_SKIPPED of pex_dsp.h. */
    private static final int MOST_SKIPPED = 0xffff;

    /** Twice the largest operand, shifted to the left by it, fits an int32. */
    private static final int LARGEST_ADD_SHIFT = 21;

    private static final int GROUP = 4;

    /** Times 128, the largest absolute input, it stays below 2^23. */
    private static final long LARGEST_ABSOLUTE_SUM = 0xffff;

    private static final long LARGEST_ACCUMULATOR = (1L << 30) - 1;

    private final Operator.Weighted layer;
    private final Arithmetic.Weighted arithmetic;
    private final byte[] weights;
    private final int channels;
    private final int elements;
    /** Of the weights of each channel. */
    private final long[] absoluteSums;

    private DspLayers(Operator.Weighted layer, Arithmetic.Weighted arithmetic) {
        this.layer = layer;
        this.arithmetic = arithmetic;
        this.weights = LayerConstants.byChannel(layer);
        this.channels = layer.bias().size();
        this.elements = weights.length / channels;
        this.absoluteSums = new long[channels];
        for (int channel = 0; channel < channels; channel++) {
            absoluteSums[channel] = absoluteSum(channel, 0, elements);
        }
    }

    /** Whether there is a kernel, and it can run an operator. */
    static boolean canRun(Graph graph, Operator operator) {
        if (operator instanceof Add) {
            Arithmetic.Added added = (Arithmetic.Added) ArithmeticDerivation.of(graph, operator);
            return added.left().shift() <= 0
                    && added.right().shift() <= 0
                    && added.output().shift() < 0
                    && added.leftShift() <= LARGEST_ADD_SHIFT;
        }
        if (!(operator instanceof Conv2d
                || operator instanceof DepthwiseConv2d
                || operator instanceof FullyConnected)) {
            return false;
        }
        Operator.Weighted layer = (Operator.Weighted) operator;
        DspLayers layers = new DspLayers(layer, (Arithmetic.Weighted) ArithmeticDerivation.of(graph, operator));
        int inputChannels = graph.tensor(operator.inputs().get(0)).extent().channels();
        boolean shape = layer instanceof DepthwiseConv2d conv
                ? conv.multiplier() == 1 && layers.elements <= MOST_DEPTHWISE_TAPS
                : layers.hasShape(inputChannels) && layers.hasPairs();
        return shape && layers.channels >= GROUP && layers.hasScales();
    }

    private boolean hasShape(int inputChannels) {
        boolean words = inputChannels % 4 == 0 && 4 * inputChannels <= MOST_SKIPPED;
        boolean few = layer instanceof FullyConnected || elements / inputChannels <= MOST_TAPS;
        return (words && few) || (layer instanceof Conv2d && elements <= GATHERED);
    }

    /** Sums of which twice fits an int32, even shifted to the left. */
    private boolean hasScales() {
        long largest = AccumulatorBound.largestInput(arithmetic.inputOffset());
        Ints bias = bias();
        for (int channel = 0; channel < channels; channel++) {
            long sum = Math.abs((long) bias.get(channel)) + absoluteSums[channel] * largest;
            if (sum << Math.max(0, arithmetic.shifts().get(channel)) > LARGEST_ACCUMULATOR) {
                return false;
            }
        }
        return true;
    }

    /** The bias that these kernels get. */
    static Ints bias(Operator.Weighted layer, Arithmetic.Weighted arithmetic) {
        return new DspLayers(layer, arithmetic).bias();
    }

    private Ints bias() {
        return SaturatedBias.reduced(layer.bias(), arithmetic, absoluteSums, LARGEST_ACCUMULATOR);
    }

    /** Pairs of channels that fit half words, and second ones whose sums fit 24 bits. */
    private boolean hasPairs() {
        if (arithmetic.filterOffset() != 0) {
            return false;
        }
        int piece = layer instanceof FullyConnected ? PIECE : elements;
        for (int channel = 1; channel < channels - channels % GROUP; channel += 2) {
            for (int from = 0; from < elements; from += piece) {
                if (absoluteSum(channel, from, Math.min(elements, from + piece)) > LARGEST_ABSOLUTE_SUM) {
                    return false;
                }
            }
            for (int e = 0; e < elements; e++) {
                int pair = weights[(channel - 1) * elements + e] + 256 * weights[channel * elements + e];
                if (pair != (short) pair) {
                    return false;
                }
            }
        }
        return true;
    }

    private long absoluteSum(int channel, int from, int to) {
        long sum = 0;
        for (int e = from; e < to; e++) {
            sum += Math.abs(weights[channel * elements + e]);
        }
        return sum;
    }
}
