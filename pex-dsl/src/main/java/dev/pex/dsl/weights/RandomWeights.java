package dev.pex.dsl.weights;

import java.util.SplittableRandom;

/**
 * Random weights, for studies of size and speed: uniform, with the variance 2 / fan-in, which keeps the variance of activations
 * through rectifiers. They depend on the seed and the name of each array, not on the order of layers.
 */
public record RandomWeights(long seed) implements WeightSource {
    private static final double BIAS = 0.05;

    @Override
    public String description() {
        return "random weights, seed " + seed;
    }

    /** The values of an array of weights. */
    public float[] weights(String name, int size, int fanIn) {
        return uniform(name, size, Math.sqrt(6.0 / fanIn));
    }

    /** The values of an array of biases or other parameters. */
    public float[] small(String name, int size) {
        return uniform(name, size, BIAS);
    }

    private float[] uniform(String name, int size, double bound) {
        // String.hashCode is defined by the language; the multiplier keeps neighbouring seeds apart.
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) ((random.nextDouble() * 2 - 1) * bound);
        }
        return values;
    }
}
