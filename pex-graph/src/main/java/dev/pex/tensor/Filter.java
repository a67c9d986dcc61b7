package dev.pex.tensor;

/**
 * Constant int8 weights.
 *
 * @param weights in the order of the operator that owns them
 * @param scales one for all output channels, or one for each
 * @param zeroPoint 0 except for a per-tensor fully connected layer
 */
public record Filter(Bytes weights, Floats scales, int zeroPoint) {
    /** The filter of an operator in a float network, whose weights lie beside the graph. */
    public static final Filter NONE = new Filter(Bytes.copyOf(new byte[0]), Floats.copyOf(), 0);

    /** Scale of the weights that produce an output channel. */
    public float scale(int outputChannel) {
        return scales.get(scales.size() == 1 ? 0 : outputChannel);
    }
}
