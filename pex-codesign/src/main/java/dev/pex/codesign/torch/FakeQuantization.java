package dev.pex.codesign.torch;

import ai.djl.ndarray.NDArray;
import dev.pex.tensor.Quantization;
import java.util.Arrays;

/**
 * Rounds values as int8 does, and lets gradients through as if it did not (Jacob et al., "Quantization and Training of Neural
 * Networks for Efficient Integer-Arithmetic-Only Inference", 2018): a network learns to live with the rounding.
 */
final class FakeQuantization {
    private static final float LEAST = -128;
    private static final float LARGEST = 127;

    private FakeQuantization() {}

    /** Activations on the grid of their tensor. Values beyond its ends become these, and have no gradient. */
    static NDArray values(NDArray values, Quantization grid) {
        float scale = grid.scale();
        NDArray inside = values.clip(scale * (LEAST - grid.zeroPoint()), scale * (LARGEST - grid.zeroPoint()));
        return through(inside, Numbers.times(Numbers.quotient(inside, scale).round(), scale));
    }

    /**
     * Weights on a grid for each output channel, around zero.
     *
     * @param weights output channels first
     */
    static NDArray filter(NDArray weights) {
        long[] shape = new long[weights.getShape().dimension()];
        Arrays.fill(shape, 1);
        shape[0] = weights.getShape().get(0);
        NDArray largest = weights.stopGradient()
                .abs()
                .reshape(shape[0], -1)
                .max(new int[] {1})
                .reshape(shape);
        NDArray scale = Numbers.quotient(largest, LARGEST).clip(Float.MIN_NORMAL, Float.MAX_VALUE);
        return through(weights, weights.div(scale).round().mul(scale));
    }

    /** The rounded values with the gradient of the others. */
    private static NDArray through(NDArray values, NDArray rounded) {
        return values.add(rounded.sub(values).stopGradient());
    }
}
