package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.LayerForm;
import dev.pex.operator.Operator;
import dev.pex.operator.Weighted;
import dev.pex.quant.Added;
import java.util.Arrays;

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

    /** Multipliers are doubled; the top bit of the result is understood. */
    private static final int SMALLEST_MULTIPLIER = 1 << 30;

    /** Twice the largest operand, shifted to the left by it, fits an int32. */
    private static final int LARGEST_ADD_SHIFT = 21;

    private static final int GROUP = 4;

    private static final long LARGEST_INPUT = 128;

    /** 256 times the sum of the second channel of a pair fits an int32. */
    private static final long LARGEST_SUM = (1 << 23) - 1;

    private final Weighted layer;
    private final LayerWeights weights;

    private DspLayers(Weighted layer, LayerWeights weights) {
        this.layer = layer;
        this.weights = weights;
    }

    /** Whether there is a kernel, and it can run an operator. */
    static boolean canRun(Graph graph, Operator operator, Kernel kernel) {
        return switch (kernel) {
            case ADD_S8 -> canAdd((Added) operator.arithmetic(graph));
            case CONV2D_S8, DEPTHWISE_CONV2D_S8, FULLY_CONNECTED_S8 -> canRun(graph, (Weighted) operator);
            default -> false;
        };
    }

    private static boolean canAdd(Added added) {
        return added.left().shift() <= 0
                && added.right().shift() <= 0
                && added.output().shift() < 0
                && added.leftShift() <= LARGEST_ADD_SHIFT;
    }

    private static boolean canRun(Graph graph, Weighted layer) {
        LayerWeights weights = LayerWeights.of(layer, layer.arithmetic(graph)).withPlainConstantChannels();
        DspLayers layers = new DspLayers(layer, weights);
        int inputChannels = graph.tensor(layer.input()).extent().channels();
        boolean shape = layer instanceof DepthwiseConv2d conv
                ? conv.multiplier() == 1 && weights.elements() <= MOST_DEPTHWISE_TAPS
                : layers.hasShape(inputChannels) && layers.hasPairs();
        return shape && weights.channels() >= GROUP && layers.hasScales();
    }

    private boolean hasShape(int inputChannels) {
        boolean words = inputChannels % 4 == 0 && 4 * inputChannels <= MOST_SKIPPED;
        boolean few = layer.form() == LayerForm.FULLY_CONNECTED || weights.elements() / inputChannels <= MOST_TAPS;
        return (words && few) || (layer.form() == LayerForm.CONVOLUTION && weights.elements() <= GATHERED);
    }

    private boolean hasScales() {
        return Arrays.stream(weights.arithmetic().multipliers().toArray()).allMatch(m -> m >= SMALLEST_MULTIPLIER);
    }

    /** Pairs of channels that fit half words, and second ones whose sums and biases fit 24 bits. */
    private boolean hasPairs() {
        if (weights.arithmetic().filterOffset() != 0) {
            return false;
        }
        int channels = weights.channels();
        int elements = weights.elements();
        int piece = layer.form() == LayerForm.FULLY_CONNECTED ? PIECE : elements;
        for (int channel = 1; channel < channels - channels % GROUP; channel += 2) {
            long start = Math.abs(weights.start(channel));
            for (int from = 0; from < elements; from += piece) {
                long sum = weights.absoluteSum(channel, from, Math.min(elements, from + piece));
                if (sum * LARGEST_INPUT + start > LARGEST_SUM) {
                    return false;
                }
            }
            for (int e = 0; e < elements; e++) {
                int pair = weights.weight(channel - 1, e) + 256 * weights.weight(channel, e);
                if (pair != (short) pair) {
                    return false;
                }
            }
        }
        return true;
    }
}
