package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Conv2d;
import dev.pex.graph.Operator.FullyConnected;
import dev.pex.quant.AccumulatorBound;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.ArithmeticDerivation;

/** Which layers the kernels for the DSP extension can run; pex_dsp.h says what they rely on. */
final class DspLayers {
    /** Windows of at most so many bytes are copied: PEX_GATHERED_BYTES of pex_windows.h. */
    private static final int GATHERED = 80;

    /** Taps of other windows: MOST_RUNS of pex_conv2d_s8_dsp.c. */
    private static final int MOST_TAPS = 9;

    private static final int LARGEST_ELEMENTS = 0xffff;
    private static final int GROUP = 4;

    /** Times 128, the largest absolute input, it stays below 2^23. */
    private static final long LARGEST_ABSOLUTE_SUM = 0xffff;

    private static final long LARGEST_ACCUMULATOR = (1L << 30) - 1;

    private final Operator.Weighted layer;
    private final Arithmetic.Weighted arithmetic;
    private final byte[] weights;
    private final int channels;
    private final int elements;

    private DspLayers(Operator.Weighted layer, Arithmetic.Weighted arithmetic) {
        this.layer = layer;
        this.arithmetic = arithmetic;
        this.weights = LayerConstants.byChannel(layer);
        this.channels = layer.bias().size();
        this.elements = weights.length / channels;
    }

    /** Whether a convolution or fully connected layer can be run. */
    static boolean canRun(Graph graph, Operator operator) {
        if (!(operator instanceof Operator.Weighted layer)
                || !(layer instanceof Conv2d || layer instanceof FullyConnected)) {
            return false;
        }
        DspLayers layers = new DspLayers(layer, (Arithmetic.Weighted) ArithmeticDerivation.of(graph, operator));
        int inputChannels = graph.tensor(operator.inputs().get(0)).extent().channels();
        return layers.hasShape(inputChannels) && layers.hasScales() && layers.hasWeights();
    }

    private boolean hasShape(int inputChannels) {
        boolean words = inputChannels % 4 == 0 && elements <= LARGEST_ELEMENTS;
        boolean fits = layer instanceof Conv2d ? elements <= GATHERED || elements / inputChannels <= MOST_TAPS : words;
        return channels >= GROUP && fits && (words || elements <= GATHERED);
    }

    /** Shifts to the right, and sums of which twice fits an int32. */
    private boolean hasScales() {
        long largest = AccumulatorBound.largestInput(arithmetic.inputOffset());
        for (int channel = 0; channel < channels; channel++) {
            long sum = Math.abs((long) layer.bias().get(channel)) + absoluteSum(channel) * largest;
            if (arithmetic.shifts().get(channel) >= 0 || sum > LARGEST_ACCUMULATOR) {
                return false;
            }
        }
        return true;
    }

    private boolean hasWeights() {
        if (arithmetic.filterOffset() != 0) {
            return false;
        }
        for (int channel = 1; channel < channels - channels % GROUP; channel += 2) {
            if (absoluteSum(channel) > LARGEST_ABSOLUTE_SUM) {
                return false;
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

    private long absoluteSum(int channel) {
        long sum = 0;
        for (int e = 0; e < elements; e++) {
            sum += Math.abs(weights[channel * elements + e]);
        }
        return sum;
    }
}
