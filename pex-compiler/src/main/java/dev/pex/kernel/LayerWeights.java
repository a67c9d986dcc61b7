package dev.pex.kernel;

import dev.pex.operator.LayerForm;
import dev.pex.operator.Weighted;
import dev.pex.quant.AccumulatorBound;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.FixedPoint;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Ints;

/**
 * What a layer computes its elements from.
 *
 * @param weights of one output channel after the other
 * @param bias of each output channel
 * @param arithmetic how sums become elements
 */
record LayerWeights(Bytes weights, Ints bias, Arithmetic.Weighted arithmetic) {
    /** A scale of 1/4 by the smallest multiplier: rounding has nothing to do. */
    private static final int CONSTANT_MULTIPLIER = 1 << 30;

    private static final int CONSTANT_SHIFT = -1;
    private static final int CONSTANT_FACTOR = 4;

    static LayerWeights of(Weighted layer, Arithmetic.Weighted arithmetic) {
        byte[] weights = layer.filter().weights().toArray();
        int channels = layer.bias().size();
        if (layer.form() == LayerForm.DEPTHWISE) {
            byte[] given = weights.clone();
            int taps = given.length / channels;
            for (int i = 0; i < given.length; i++) {
                weights[i % channels * taps + i / channels] = given[i];
            }
        }
        return new LayerWeights(Bytes.copyOf(weights), layer.bias(), arithmetic);
    }

    int channels() {
        return bias.size();
    }

    /** Weights of a channel. */
    int elements() {
        return weights.size() / channels();
    }

    int weight(int channel, int element) {
        return weights.get(channel * elements() + element);
    }

    long absoluteSum(int channel, int from, int to) {
        long sum = 0;
        for (int e = from; e < to; e++) {
            sum += Math.abs(weight(channel, e));
        }
        return sum;
    }

    /** What the sum of the products of raw inputs of a channel is added to. */
    long start(int channel) {
        long sum = 0;
        for (int e = 0; e < elements(); e++) {
            sum += weight(channel, e) + arithmetic.filterOffset();
        }
        return bias.get(channel) + arithmetic.inputOffset() * sum;
    }

    /**
     * The same elements without the large numbers of channels that give one output for every input. Converters
     * write biases as large as they can, plus or minus 2^30, where a channel has died in training. Such channels
     * get weights of zero, and their output by a bias of at most ten bits.
     */
    LayerWeights withPlainConstantChannels() {
        if (arithmetic.filterOffset() != 0) {
            return this;
        }
        byte[] plain = weights.toArray();
        int[] biases = bias.toArray();
        int[] multipliers = arithmetic.multipliers().toArray();
        int[] shifts = arithmetic.shifts().toArray();
        for (int channel = 0; channel < channels(); channel++) {
            long spread = absoluteSum(channel, 0, elements()) * AccumulatorBound.largestInput(arithmetic.inputOffset());
            int least = element(bias.get(channel) - spread, channel);
            if (element(bias.get(channel) + spread, channel) == least) {
                for (int e = 0; e < elements(); e++) {
                    plain[channel * elements() + e] = 0;
                }
                biases[channel] = CONSTANT_FACTOR * (least - arithmetic.outputOffset());
                multipliers[channel] = CONSTANT_MULTIPLIER;
                shifts[channel] = CONSTANT_SHIFT;
            }
        }
        return new LayerWeights(
                Bytes.copyOf(plain),
                Ints.copyOf(biases),
                new Arithmetic.Weighted(
                        arithmetic.inputOffset(),
                        arithmetic.filterOffset(),
                        arithmetic.outputOffset(),
                        Ints.copyOf(multipliers),
                        Ints.copyOf(shifts),
                        arithmetic.minimum(),
                        arithmetic.maximum()));
    }

    /** The element that a sum becomes; it grows with the sum. */
    private int element(long sum, int channel) {
        int scaled = FixedPoint.multiply(
                Math.toIntExact(sum),
                arithmetic.multipliers().get(channel),
                arithmetic.shifts().get(channel));
        return Math.max(arithmetic.minimum(), Math.min(arithmetic.maximum(), scaled + arithmetic.outputOffset()));
    }
}
