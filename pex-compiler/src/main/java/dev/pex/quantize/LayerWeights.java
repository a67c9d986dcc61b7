package dev.pex.quantize;

import dev.pex.floats.FloatWeights;
import dev.pex.operator.Weighted;
import dev.pex.quant.FixedPoint;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;

/**
 * Quantises the weights of a layer: int8 from -127 to 127 around 0 with a scale for each output channel, and int32
 * biases in units of input scale times weight scale.
 */
final class LayerWeights {
    private static final int LARGEST = 127;

    /** Half of the range of int32: the other half is for the sums of products. */
    private static final double LARGEST_BIAS = 1 << 30;

    private LayerWeights() {}

    /**
     * The filter of a layer.
     *
     * @param inputScale the scale of its input, which bounds how small the scales of a large bias may be
     */
    static Filter filter(Weighted layer, FloatWeights weights, float inputScale) {
        float[] filter = weights.filter().toArray();
        float[] scales = scales(layer, weights, inputScale);
        byte[] quantized = new byte[filter.length];
        for (int i = 0; i < filter.length; i++) {
            double steps = filter[i] / (double) scales[layer.outputChannel(i, filter.length)];
            quantized[i] = (byte) Math.min(Math.max(FixedPoint.roundHalfAway(steps), -LARGEST), LARGEST);
        }
        return new Filter(Bytes.copyOf(quantized), Floats.copyOf(scales), 0);
    }

    private static float[] scales(Weighted layer, FloatWeights weights, float inputScale) {
        int size = weights.filter().size();
        float[] scales = new float[layer.bias().size()];
        float largest = 0;
        for (int i = 0; i < size; i++) {
            int channel = layer.outputChannel(i, size);
            scales[channel] =
                    Math.max(scales[channel], Math.abs(weights.filter().get(i)) / LARGEST);
            largest = Math.max(largest, scales[channel]);
        }
        for (int k = 0; k < scales.length; k++) {
            // A channel of zero weights has only its bias; any scale of the layer is right for it.
            float own = scales[k] > 0 ? scales[k] : largest > 0 ? largest : 1;
            double least = Math.abs(weights.bias().get(k)) / (LARGEST_BIAS * inputScale);
            scales[k] = Math.max(Math.max(own, (float) least), Float.MIN_NORMAL);
        }
        return scales;
    }

    /** The biases of a layer, for a filter of {@link #filter}. */
    static Ints bias(Floats bias, Filter filter, float inputScale) {
        int[] quantized = new int[bias.size()];
        for (int k = 0; k < quantized.length; k++) {
            double steps = bias.get(k) / ((double) inputScale * filter.scale(k));
            // Only a correction can take a bias out of int32; the bias then saturates.
            quantized[k] = (int) FixedPoint.roundHalfAway(steps);
        }
        return Ints.copyOf(quantized);
    }

    /** The quantised filter minus the float filter. */
    static Floats error(Weighted layer, Filter filter, Floats real) {
        float[] error = new float[real.size()];
        for (int i = 0; i < error.length; i++) {
            float scale = filter.scale(layer.outputChannel(i, error.length));
            error[i] = (float) ((double) scale * filter.weights().get(i) - real.get(i));
        }
        return Floats.copyOf(error);
    }
}
