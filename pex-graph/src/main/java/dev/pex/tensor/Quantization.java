package dev.pex.tensor;

/**
 * Affine quantisation of a whole tensor: real = scale * (q - zeroPoint).
 *
 * @param scale positive and finite; kept in float32 because the reference derives its multipliers
 *     from float32 scales
 * @param zeroPoint the integer of the real value 0
 */
public record Quantization(float scale, int zeroPoint) {
    /** Of shares of 1, which are never negative. */
    public static final Quantization OF_SHARES = new Quantization(1f / 256, -128);

    /** Of hyperbolic tangents. */
    public static final Quantization OF_TANH = new Quantization(1f / 128, 0);

    public Quantization {
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException("scale " + scale);
        }
    }
}
