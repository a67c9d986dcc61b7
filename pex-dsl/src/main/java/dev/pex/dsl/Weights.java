package dev.pex.dsl;

import dev.pex.tensor.Bytes;
import dev.pex.tensor.Floats;

/**
 * Quantised weights of one operator.
 *
 * @param values int8, in the order of the operator's filter
 * @param scales one for all output channels, or one for each
 * @param zeroPoint 0 except for a fully connected operator with one scale
 */
public record Weights(Bytes values, Floats scales, int zeroPoint) {

    public static Weights of(byte[] values, float... scales) {
        return new Weights(Bytes.copyOf(values), Floats.copyOf(scales), 0);
    }

    public Weights zeroPoint(int changed) {
        return new Weights(values, scales, changed);
    }
}
