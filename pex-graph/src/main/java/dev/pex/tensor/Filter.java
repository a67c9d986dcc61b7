package dev.pex.tensor;

/**
 * Constant weights.
 *
 * @param type of one weight; every operator's are INT8 today
 * @param weights in the order of the operator that owns them, {@link ElementType#bytes} each
 * @param scales one for all output channels, or one for each
 * @param zeroPoint 0 except for a per-tensor fully connected layer
 */
public record Filter(ElementType type, Bytes weights, Floats scales, int zeroPoint) {
    public Filter {
        if (!type.isQuantized() || weights.size() % type.bytes() != 0) {
            throw new IllegalArgumentException(weights.size() + " bytes of weights of " + type);
        }
    }

    /** INT8 weights. */
    public Filter(Bytes weights, Floats scales, int zeroPoint) {
        this(ElementType.INT8, weights, scales, zeroPoint);
    }

    /** How many weights there are. */
    public int count() {
        return weights.size() / type.bytes();
    }

    /** The filter of an operator in a float network, whose weights lie beside the graph. */
    public static final Filter NONE = new Filter(Bytes.copyOf(new byte[0]), Floats.copyOf(), 0);

    /** Scale of the weights that produce an output channel. */
    public float scale(int outputChannel) {
        return scales.get(scales.size() == 1 ? 0 : outputChannel);
    }
}
